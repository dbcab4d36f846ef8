import type { CallFact, Expression, FunctionId, MemberFact } from '../../parse/facts.js';
import type { ExternalValue, Value } from '../../resolve/values.js';
import { guardLayersOf } from './guards.js';
import type { Judging } from '../judging.js';
import type { Layer } from './layers.js';
import type { FunctionPlace, Point } from '../code/points.js';
import { climb } from './wrappers.js';

/** What the decorators of a method put around it. */
export function decoratorLayers(
  judging: Judging,
  { file, function: id }: FunctionPlace,
): readonly Layer[] {
  const facts = judging.facts(file);
  const owner = facts?.functions[id]?.class;
  if (facts === undefined || owner == null) return [];
  const fact = facts.classes[owner];
  const member = fact?.members.find((one) => one.function === id);
  if (fact === undefined || member === undefined) return [];
  return decoratorsOf(member).flatMap((decorator) => layersOf(judging, file, decorator));
}

const decoratorsOf = ({ decorators }: MemberFact): readonly Expression[] => decorators;

function layersOf(judging: Judging, file: string, decorator: Expression): readonly Layer[] {
  const where = { file, function: 0 };
  const call = decorator.kind === 'call' ? judging.facts(file)?.calls[decorator.call] : undefined;
  const callee = call?.callee ?? decorator;
  const point: Point = { file, call: decorator.kind === 'call' ? decorator.call : -1 };
  const known = catalogued(judging, { file, callee, call });
  if (known !== null) return guardLayersOf(judging, known, { point });
  return judging.values(callee, where).flatMap((value) => ownLayers(judging, value));
}

/** A decorator that the catalogue describes; its arguments are those that it was made with. */
function catalogued(
  judging: Judging,
  { file, callee, call }: { file: string; callee: Expression; call: CallFact | undefined },
): ExternalValue | null {
  if (callee.kind !== 'name' || callee.binding === null) return null;
  const source = judging.facts(file)?.bindings[callee.binding]?.import;
  const found =
    source && judging.resolver.catalog.guardDecorator(source.specifier, source.imported);
  if (source === undefined || found === undefined) return null;
  if (call === undefined) return found;
  const place = { file, function: call.function, class: call.class, frame: null };
  return {
    ...found,
    origin: [{ file, start: call.start, what: `@${source.imported}` }],
    creations: [{ arguments: call.arguments, place, start: call.start }],
  };
}

/** A decorator of the repository that puts another function in the method's place. */
function ownLayers(judging: Judging, value: Value): readonly Layer[] {
  if (value.kind !== 'function') return [];
  const map = judging.map(value.file);
  const fact = map?.facts.functions[value.function];
  if (map === null || fact === undefined) return [];
  const replacement = map.facts.writes.find(
    ({ target, value: written, start }) =>
      target.property === 'value' &&
      uncast(written).kind === 'function' &&
      fact.start <= start &&
      start < fact.end,
  );
  const written = replacement && uncast(replacement.value);
  if (written?.kind !== 'function') return [];
  const id: FunctionId = written.function;
  const original = originalCall(judging, value.file, id);
  return original === null ? [] : climb(judging, original, id);
}

const uncast = (expression: Expression): Expression =>
  expression.kind === 'cast' ? uncast(expression.value) : expression;

/** `original.apply(this, given)` in the replacement. */
function originalCall(judging: Judging, file: string, id: FunctionId): Point | null {
  const map = judging.map(file);
  const found = map?.facts.calls.findIndex(({ callee, function: around }) => {
    if (!map.isWithinFunction(around, id)) return false;
    const target =
      callee.kind === 'member' && /^(apply|call)$/.test(callee.property ?? '')
        ? callee.object
        : callee;
    if (target.kind === 'member') return target.property === 'value';
    if (target.kind !== 'name' || target.binding === null) return false;
    const value = map.facts.bindings[target.binding]?.value;
    const kept = value && uncast(value);
    return kept?.kind === 'member' && kept.property === 'value';
  });
  return found === undefined || found < 0 ? null : { file, call: found };
}
