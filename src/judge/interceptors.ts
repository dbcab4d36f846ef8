import { actionOf } from '../detect/operations.js';
import type { ClientAction } from '../model/catalog.js';
import type { CallFact, Expression } from '../parse/facts.js';
import type { Value } from '../resolve/values.js';
import { memberName, type Judging } from './judging.js';
import type { Layer } from './layers.js';
import type { FunctionPlace } from './points.js';

type Surrounds = NonNullable<ClientAction['surrounds']>;

/**
 * Bounds of the classes that a framework runs a handler through: `@UseInterceptors(Timeout)`. What
 * they repeat runs the whole handler again, and what they answer is an answer to every failure.
 */
export function interceptorLayers(
  judging: Judging,
  { file, function: id }: FunctionPlace,
): readonly Layer[] {
  const facts = judging.facts(file);
  const owner = facts?.functions[id]?.class;
  const fact = owner == null ? undefined : facts?.classes[owner];
  const member = fact?.members.find((one) => one.function === id);
  // A method without a decorator is no handler: its class's interceptors do not run it.
  if (fact === undefined || member === undefined || member.decorators.length === 0) return [];
  return [...member.decorators, ...fact.decorators].flatMap((one) => layersOf(judging, file, one));
}

function layersOf(judging: Judging, file: string, decorator: Expression): readonly Layer[] {
  const call = decorator.kind === 'call' ? judging.facts(file)?.calls[decorator.call] : undefined;
  if (call === undefined) return [];
  const where = { file, function: 0 };
  const surrounds = judging
    .values(call.callee, where)
    .map((value) => actionOf(judging.resolver, call, value)?.action.surrounds)
    .find((one) => one !== undefined);
  if (surrounds === undefined) return [];
  return call.arguments
    .flatMap((argument) => judging.values(argument, where))
    .flatMap((value) => boundsIn(judging, value, surrounds));
}

/** What stands around `next.handle()` in the method that the framework calls. */
function boundsIn(
  judging: Judging,
  value: Value,
  { method, proceeds }: Surrounds,
): readonly Layer[] {
  const owner = classOf(value);
  const map = owner === null ? null : judging.map(owner.file);
  if (owner === null || map === null) return [];
  const member = map.facts.classes[owner.class]?.members.find(({ name }) => name === method);
  const fact = member?.function === undefined ? undefined : map.facts.functions[member.function];
  if (fact === undefined) return [];
  return map
    .callsWithin(fact)
    .filter((id) => isNamed(map.facts.calls[id], proceeds))
    .flatMap((call) => judging.survey.around({ file: owner.file, call }).layers)
    .flatMap(({ mark, by, timeout }) => (timeout === undefined ? [] : [{ mark, by, timeout }]));
}

const isNamed = (call: CallFact | undefined, name: string): boolean =>
  call !== undefined && memberName(call) === name;

function classOf(value: Value): { readonly file: string; readonly class: number } | null {
  if (value.kind === 'class') return { file: value.file, class: value.class };
  return value.kind === 'instance' && 'class' in value.of
    ? { file: value.file, class: value.of.class }
    : null;
}
