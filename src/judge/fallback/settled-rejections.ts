import type { CallFact, Expression } from '../../parse/facts.js';
import { children } from '../../resolve/expressions/children.js';
import { contains, type CodeMap } from '../code/code-map.js';

/** Whether code that waited for all of several throws when one failed: `if (failed.length > 0) throw …`. */
export function throwsRejections(map: CodeMap, call: CallFact): boolean {
  const id = map.facts.calls.indexOf(call);
  const results = heldBy(map, (value) => bare(value).kind === 'call' && callOf(value) === id);
  const isResults = (one: Expression): boolean =>
    callOf(one) === id || (one.kind === 'name' && results.includes(one.binding ?? -1));
  const seeks = (value: Expression): boolean => seeksRejected(map, bare(value), isResults);
  const failed = heldBy(map, seeks);
  const elements = map.facts.bindings.flatMap(({ element, value }, index) =>
    element === true && value !== undefined && isResults(value) ? [index] : [],
  );
  const branches = map
    .branchesIn(call.function)
    .filter(
      ({ start, test }) =>
        start > call.end && (seeks(test) || isThere(test, failed) || isRejectedOf(test, elements)),
    );
  return map
    .statements('throw', call.function)
    .some(({ start }) => branches.some(({ then }) => contains(then, start)));
}

const bare = (value: Expression): Expression =>
  value.kind === 'await' || value.kind === 'cast' ? bare(value.value) : value;

const callOf = (value: Expression): number | null => {
  const one = bare(value);
  return one.kind === 'call' ? one.call : null;
};

const heldBy = ({ facts }: CodeMap, isHeld: (value: Expression) => boolean): readonly number[] =>
  facts.bindings.flatMap(({ value }, index) =>
    value !== undefined && isHeld(value) ? [index] : [],
  );

const SEEKS: ReadonlySet<string | null> = new Set(['find', 'filter', 'some']);

/** `results.find((one) => one.status === 'rejected')`: not `every`, since one failure is not all. */
function seeksRejected(
  { facts }: CodeMap,
  value: Expression,
  isResults: (one: Expression) => boolean,
): boolean {
  if (value.kind !== 'call') return false;
  const call = facts.calls[value.call];
  if (call === undefined) return false;
  const { callee, arguments: given } = call;
  const [test] = given;
  if (callee.kind !== 'member' || test?.kind !== 'function') return false;
  return (
    SEEKS.has(callee.property) &&
    isResults(callee.object) &&
    (facts.functions[test.function]?.returns ?? []).some(isRejected)
  );
}

/** `one.status === 'rejected'`. */
const isRejected = (test: Expression): boolean =>
  test.kind === 'binary' &&
  /^={2,3}$/.test(test.operator) &&
  children(test).some((one) => one.kind === 'literal' && one.value === 'rejected');

const isRejectedOf = (test: Expression, elements: readonly number[]): boolean =>
  isRejected(test) &&
  children(test).some((one) => {
    const asked = one.kind === 'member' ? one.object : one;
    return asked.kind === 'name' && elements.includes(asked.binding ?? -1);
  });

/** `failed`, `failed.length`, `failed.length > 0`. */
function isThere(test: Expression, failed: readonly number[]): boolean {
  if (test.kind === 'name') return failed.includes(test.binding ?? -1);
  if (test.kind === 'member') return test.property === 'length' && isThere(test.object, failed);
  if (test.kind !== 'binary' || test.right.kind !== 'literal') return false;
  return /^(>|!==?)$/.test(test.operator) && isThere(test.left, failed);
}
