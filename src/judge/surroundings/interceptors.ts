import { actionOf } from '../../detect/operations.js';
import type { ClientAction } from '../../model/catalog.js';
import type { CallFact, Expression } from '../../parse/facts.js';
import type { Value } from '../../resolve/values.js';
import { classOf } from '../code/class-of.js';
import { memberName, type Judging } from '../judging.js';
import type { Layer } from './layers.js';
import type { FunctionPlace, Point } from '../code/points.js';

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

function boundsIn(judging: Judging, value: Value, surrounds: Surrounds): readonly Layer[] {
  const method = surroundingMethod(judging, value, surrounds.method);
  return method === null ? [] : boundsWithin(judging, method, surrounds.proceeds);
}

/** The method of a class that the framework calls. */
export function surroundingMethod(
  judging: Judging,
  value: Value,
  name: string,
): FunctionPlace | null {
  const owner = classOf(value);
  if (owner === null) return null;
  const members = judging.facts(owner.file)?.classes[owner.class]?.members ?? [];
  const id = members.find((one) => one.name === name)?.function;
  return id === undefined ? null : { file: owner.file, function: id };
}

/** What stands around `next.handle()`, wherever the method goes on; nothing where one way has no bound. */
export function boundsWithin(
  judging: Judging,
  { file, function: id }: FunctionPlace,
  proceeds: string,
): readonly Layer[] {
  const map = judging.map(file);
  const fact = map?.facts.functions[id];
  if (map === null || fact === undefined) return [];
  const ways = map
    .callsWithin(fact)
    .filter((call) => isNamed(map.facts.calls[call], proceeds))
    .map((call) => boundsAround(judging, { file, call }));
  return ways.some((layers) => layers.length === 0) ? [] : ways.flat();
}

const boundsAround = (judging: Judging, point: Point): readonly Layer[] =>
  judging.survey
    .around(point)
    .layers.flatMap(({ mark, by, timeout }) =>
      timeout === undefined ? [] : [{ mark, by, timeout }],
    );

const isNamed = (call: CallFact | undefined, name: string): boolean =>
  call !== undefined && memberName(call) === name;
