import type { CallFact, Expression, FileFacts, FunctionId } from '../../parse/facts.js';
import type { CodeMap } from '../code/code-map.js';
import type { FunctionPlace } from '../code/points.js';
import { globalName, type Judging } from '../judging.js';

/** A heartbeat of other work: whoever starts it is given it and takes it, or it is ended again. */
export function endsWithWork(judging: Judging, { facts }: CodeMap, call: CallFact): boolean {
  const { variable, function: id, use } = call;
  const around: FunctionPlace = { file: facts.file, function: id };
  if (use === 'return') return !isIgnored(judging, around);
  if (variable === undefined || facts.bindings[variable]?.function !== id || id === 0) return false;
  const isIt = (expression: Expression | undefined): boolean =>
    expression?.kind === 'name' && expression.binding === variable;
  const returns = facts.functions[id]?.returns ?? [];
  const ends = facts.calls.filter(
    (one) => globalName(one) === 'clearInterval' && isIt(one.arguments[0]),
  );
  if (ends.length === 0 && !returns.some(isIt)) return false;
  const isLeft = ends.every((one) => isLeftToOthers(facts, one.function, { around: id }));
  return !isLeft || (returns.length > 0 && !isIgnored(judging, around));
}

/** Whether all known callers make nothing of what a function returns. */
function isIgnored({ resolver }: Judging, { file, function: id }: FunctionPlace): boolean {
  const callers = resolver.index.callersOf(file, id);
  return (
    callers.length > 0 &&
    callers.every(({ call }) => call.use === 'statement' || call.discarded === true)
  );
}

const DEEPEST = 4;

/** A function within another that nothing there runs, or only the end of the program. */
function isLeftToOthers(
  facts: FileFacts,
  id: FunctionId,
  { around, depth = 0 }: { readonly around: FunctionId; readonly depth?: number },
): boolean {
  const fact = facts.functions[id];
  if (fact === undefined || id === around || id === 0 || depth > DEEPEST) return false;
  if (fact.argumentOf !== undefined) return isOfProcess(facts.calls[fact.argumentOf.call]);
  const binding = facts.bindings.findIndex(
    ({ value, declares }) =>
      declares === id || (value?.kind === 'function' && value.function === id),
  );
  if (binding < 0) return isPartOf(facts, id, around);
  const isIt = (one: Expression | undefined): boolean =>
    one?.kind === 'name' && one.binding === binding;
  const isKept =
    facts.writes.some(({ value }) => isIt(value)) ||
    facts.bindings.some(({ value, assigned = [] }) => [value, ...assigned].some(isIt));
  const inner = { around, depth: depth + 1 };
  return (
    !isKept &&
    facts.calls.every(
      (call) =>
        (!call.arguments.some(isIt) || isOfProcess(call)) &&
        (!isIt(call.callee) || isLeftToOthers(facts, call.function, inner)),
    )
  );
}

/** `return { stop() { … } }` and `return () => …`. */
const isPartOf = (facts: FileFacts, id: FunctionId, around: FunctionId): boolean =>
  facts.functions[around]?.returns.some(
    (one) =>
      (one.kind === 'function' && one.function === id) ||
      (one.kind === 'object' &&
        one.properties.some(({ value }) => value.kind === 'function' && value.function === id)),
  ) ?? false;

/** `process.on('SIGTERM', stop)`. */
const isOfProcess = (call: CallFact | undefined): boolean =>
  call?.callee.kind === 'member' &&
  call.callee.object.kind === 'name' &&
  call.callee.object.name === 'process';
