import type { CallFact, Expression, FunctionId } from '../../parse/facts.js';
import { lastName } from '../../resolve/indexes/callee-names.js';
import { children } from '../../resolve/expressions/children.js';
import type { CodeMap } from '../code/code-map.js';
import { globalMember, type Judging } from '../judging.js';
import type { FunctionPlace } from '../code/points.js';

/** Code that is run with a failure. */
interface Handling extends FunctionPlace {
  readonly span: { readonly start: number; readonly end: number };
  readonly failure: number | null;
}

/**
 * Whether a failure leaves no trace: the handler calls nothing that could log or count it, says
 * nothing of it, and nothing is logged in the rest of the function.
 */
export function leavesNoTrace(judging: Judging, handling: Handling): boolean {
  const map = judging.map(handling.file);
  if (map === null) return false;
  const calls = callsIn(map, handling.span);
  return (
    calls.every(isMute) &&
    !isMentioned(map, handling, calls) &&
    !logsAfter(map, handling.span.end, outerFunction(map, handling))
  );
}

/** The same for a function that is handed the failure: `.catch(() => null)`. */
export function functionLeavesNoTrace(
  judging: Judging,
  { file, function: id }: FunctionPlace,
): boolean {
  const fact = judging.facts(file)?.functions[id];
  if (fact === undefined) return false;
  const failure = fact.parameters[0]?.binding ?? null;
  return leavesNoTrace(judging, { file, function: id, span: fact, failure });
}

const callsIn = (map: CodeMap, span: Handling['span']): readonly CallFact[] =>
  map.callsWithin(span).flatMap((id) => map.facts.calls[id] ?? []);

/** Makes an empty value, or gives something back. */
function isMute(call: CallFact): boolean {
  if (globalMember(call) === 'Promise.resolve') return true;
  const name = lastName(call.callee) ?? '';
  return call.form === 'new'
    ? /^(Map|Set|Array|Object|Headers|URLSearchParams)$/.test(name)
    : /^(clearTimeout|clearInterval)$/.test(name);
}

/** Whether the failure is used for anything but to tell one kind of it from another, or is answered. */
function isMentioned(map: CodeMap, handling: Handling, calls: readonly CallFact[]): boolean {
  const { span, failure } = handling;
  const returned = returnedIn(map, handling);
  if (returned.some(tells)) return true;
  if (failure === null) return false;
  const statements = map.facts.statements.filter(
    (one) => span.start <= one.start && one.end <= span.end,
  );
  const values = statements.flatMap((one) =>
    one.kind === 'throw' || (one.kind === 'change' && one.value !== null) ? [one.value] : [],
  );
  return [...returned, ...values, ...calls.flatMap((call) => call.arguments)].some(
    (one) => one !== null && mentions(one, failure),
  );
}

/** What a handler gives back in the place of an answer. */
function returnedIn({ facts }: CodeMap, { span, function: id }: Handling): readonly Expression[] {
  const own = facts.functions[id];
  if (own?.start === span.start && own.end === span.end) return own.returns;
  return facts.statements.flatMap((one) =>
    one.kind === 'return' &&
    one.function === id &&
    span.start <= one.start &&
    one.end <= span.end &&
    one.value !== null
      ? [one.value]
      : [],
  );
}

/** `false`, `'unavailable'`, `{ ok: false }`, `{ error }`: the caller is told that it failed. */
const tells = (value: Expression): boolean =>
  isWord(value) ||
  (value.kind === 'object' &&
    value.properties.some(
      ({ key, value: part }) =>
        isWord(part) || /^(error|errors|err|reason|failure)$/.test(key ?? ''),
    ));

const isWord = (value: Expression): boolean =>
  value.kind === 'literal' &&
  (typeof value.value === 'boolean' || (typeof value.value === 'string' && value.value !== ''));

function mentions(root: Expression, binding: number): boolean {
  const pending = [root];
  for (let one = pending.pop(); one !== undefined; one = pending.pop()) {
    if (one.kind === 'name' && one.binding === binding) return true;
    // What is not read in detail may mention anything.
    if (one.kind === 'other' || one.kind === 'function') return true;
    pending.push(...children(one));
  }
  return false;
}

/** The function whose rest deals with what a handler made of the failure. */
function outerFunction(map: CodeMap, { span, function: id }: Handling): FunctionId {
  const fact = map.facts.functions[id];
  return fact?.start === span.start ? (fact.parent ?? id) : id;
}

const LOGS =
  /^(log|warn|error|info|debug|trace|fatal|verbose|capture\w*|report\w*|record\w*|track\w*|increment|inc|notify\w*|emit)$/;

const logsAfter = ({ facts }: CodeMap, offset: number, id: FunctionId): boolean =>
  facts.calls.some(
    (call) =>
      call.function === id &&
      call.start >= offset &&
      (globalMember(call)?.startsWith('console.') === true ||
        LOGS.test(lastName(call.callee) ?? '')),
  );
