import type { Expression, FunctionId } from '../../parse/facts.js';
import type { IfFact, Span } from '../../parse/statement-facts.js';
import { contains, type CodeMap } from './code-map.js';

/** A test, and what it must be for the code to run. */
export interface Condition {
  readonly test: Expression;
  readonly needs: boolean;
}

/** The tests on which it depends whether the function gets to an offset, those of functions around it included. */
export function conditionsOf(map: CodeMap, id: FunctionId, offset: number): readonly Condition[] {
  const own = map.branchesIn(id).flatMap((one) => conditionBy(map, one, { id, offset }));
  const fact = map.facts.functions[id];
  const isHoisted = fact?.kind === 'function' && map.isDeclared(id);
  if (fact?.parent == null || fact.class !== null) return own;
  // A function that is declared after the way out is there before it.
  const outer = isHoisted ? [] : conditionsOf(map, fact.parent, fact.start);
  return [...own, ...outer];
}

interface Within {
  readonly id: FunctionId;
  readonly offset: number;
}

function conditionBy(map: CodeMap, branch: IfFact, { id, offset }: Within): readonly Condition[] {
  const { test, then, otherwise, end } = branch;
  if (contains(then, offset)) return [{ test, needs: true }];
  if (otherwise !== null) return contains(otherwise, offset) ? [{ test, needs: false }] : [];
  const isWayOut = end <= offset && leaves(map, then, id) && isOnWay(map, branch, { id, offset });
  return isWayOut ? [{ test, needs: false }] : [];
}

/** Whether the function ends with the branch. */
function leaves(map: CodeMap, span: Span, id: FunctionId): boolean {
  const inner = partsOf(map, id).filter((part) => span.start < part.start && part.end <= span.end);
  return map
    .within(span, id)
    .some(
      (one) =>
        (one.kind === 'return' || one.kind === 'throw') &&
        !inner.some((part) => contains(part, one.start)),
    );
}

/** Whether whoever gets to the offset has passed the statement. */
const isOnWay = (map: CodeMap, { start }: Span, { id, offset }: Within): boolean =>
  partsOf(map, id).every((part) => !contains(part, start) || contains(part, offset));

/** Parts of a function that may not run: branches, rounds, and where failures are handled, what failed and what handles it. */
export const partsOf = (map: CodeMap, id: FunctionId): readonly Span[] => [
  ...map.branchesIn(id).flatMap(({ then, otherwise }) => [then, otherwise ?? []].flat()),
  ...map.statements('loop', id).map(({ body }) => body),
  ...map
    .statements('try', id)
    .flatMap(({ block, handler }) => (handler === null ? [] : [block, handler])),
];
