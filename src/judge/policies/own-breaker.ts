import type { Breaker } from '../../model/assessment.js';
import type { Expression } from '../../parse/facts.js';
import { lastName } from '../../resolve/indexes/callee-names.js';
import { children } from '../../resolve/expressions/children.js';
import { contains, type CodeMap } from '../code/code-map.js';
import type { Judging } from '../judging.js';
import { openingNames } from '../breaker/opening.js';
import { numberOf } from '../settings/readings.js';
import type { PolicySource } from './policy.js';

type State = Extract<PolicySource, { by: 'state' }>;
type Own = Pick<Breaker, 'consecutiveFailures' | 'resetMs'>;
type Comparison = Extract<Expression, { kind: 'binary' }>;

interface PlacedComparison {
  readonly comparison: Comparison;
  readonly function: number;
}

/** What the code of a breaker of the repository compares its failures and its time with. */
export function ownBreaker(judging: Judging, { file, unit }: State): Own {
  const map = judging.map(file);
  if (map === null) return {};
  const names = openingNames(map, unit);
  const all = comparisonsIn(map, unit);
  const numbers = (side: Expression, { function: id }: PlacedComparison): number | undefined =>
    numberOf(judging.values(side, { file, function: id }));
  const failures = all.flatMap((one) => {
    const { left, right, operator } = one.comparison;
    const limit = names.has(countedName(left) ?? '') ? numbers(right, one) : undefined;
    if (limit === undefined || !Number.isInteger(limit) || limit < 1 || limit > MOST_FAILURES)
      return [];
    return [operator === '>' ? limit + 1 : limit];
  });
  const times = all.flatMap((one) => {
    const { left, right } = one.comparison;
    const limit = isElapsed(map, left) ? numbers(right, one) : undefined;
    return limit === undefined || limit < 1 ? [] : [limit];
  });
  return {
    ...(failures[0] !== undefined && { consecutiveFailures: failures[0] }),
    ...(times[0] !== undefined && { resetMs: times[0] }),
  };
}

/** Greater numbers are times. */
const MOST_FAILURES = 1000;

const countedName = (expression: Expression): string | null =>
  expression.kind === 'member' && expression.property === 'length'
    ? lastName(expression.object)
    : lastName(expression);

/** `Date.now() - this.openedAt`. */
function isElapsed({ facts }: CodeMap, expression: Expression): boolean {
  if (expression.kind !== 'binary' || expression.operator !== '-') return false;
  const { left } = expression;
  const callee = left.kind === 'call' ? facts.calls[left.call]?.callee : undefined;
  return callee !== undefined ? lastName(callee) === 'now' : /now/i.test(lastName(left) ?? '');
}

function comparisonsIn(map: CodeMap, unit: State['unit']): readonly PlacedComparison[] {
  const roots = [
    ...map
      .statements('if')
      .filter(({ start }) => contains(unit, start))
      .map(({ test, function: id }) => ({ root: test, function: id })),
    ...map.facts.functions.flatMap(({ start, returns }, id) =>
      contains(unit, start) ? returns.map((root) => ({ root, function: id })) : [],
    ),
  ];
  return roots.flatMap(({ root, function: id }) =>
    comparisonsOf(root).map((comparison) => ({ comparison, function: id })),
  );
}

function comparisonsOf(root: Expression): readonly Comparison[] {
  const found: Comparison[] = [];
  const pending = [root];
  for (let one = pending.pop(); one !== undefined; one = pending.pop()) {
    if (one.kind === 'binary' && /^[<>]=?$/.test(one.operator)) found.push(one);
    pending.push(...children(one));
  }
  return found;
}
