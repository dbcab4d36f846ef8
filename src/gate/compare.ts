import type { Assessment, Finding } from '../model/assessment.js';
import type { Change, Comparison, IndicatorChange } from '../model/comparison.js';
import { indicators, indicatorNames, type IndicatorName } from '../model/indicators.js';
import { matchFindings } from './match.js';

export function compare(before: Assessment, after: Assessment): Comparison {
  const [then, now] = [before, after].map(({ findings }) => findings.filter(isActive));
  const pairs = matchFindings(then ?? [], now ?? []);
  const kept = new Set(pairs.values());
  return {
    score: { title: 'Score', before: before.maturity.score, after: after.maturity.score },
    level: { title: 'Level', before: before.maturity.level, after: after.maturity.level },
    areas: changes(before.maturity.areas, after.maturity.areas, ({ score }) => score),
    criteria: changes(criteriaOf(before), criteriaOf(after), ({ coverage }) => coverage).filter(
      (one) => one.before !== one.after,
    ),
    indicators: indicatorNames.flatMap((name) => indicatorChange(name, before, after)),
    added: (now ?? []).filter((finding) => !pairs.has(finding)),
    fixed: (then ?? []).filter((finding) => !kept.has(finding)),
    remaining: kept.size,
  };
}

const isActive = ({ suppression }: Finding): boolean => suppression.state === 'active';

const criteriaOf = ({ maturity }: Assessment) => maturity.areas.flatMap(({ criteria }) => criteria);

function changes<Part extends { readonly id: string; readonly title: string }>(
  before: readonly Part[],
  after: readonly Part[],
  valueOf: (part: Part) => number | null,
): Change[] {
  const earlier = new Map(before.map((part) => [part.id, valueOf(part)]));
  return after.map((part) => ({
    title: part.title,
    before: earlier.get(part.id) ?? null,
    after: valueOf(part),
  }));
}

function indicatorChange(
  name: IndicatorName,
  { declared: earlier }: Assessment,
  { declared: later }: Assessment,
): IndicatorChange[] {
  const before = earlier?.indicators?.[name] ?? null;
  const after = later?.indicators?.[name] ?? null;
  if (before === null && after === null) return [];
  const { group, title } = indicators[name];
  return [{ group, title, before, after, reached: reached(name, before, after) }];
}

function reached(name: IndicatorName, before: number | null, after: number | null): boolean | null {
  const target: Target = indicators[name];
  if (after === null) return null;
  if (target.atLeast !== undefined) return after >= target.atLeast;
  if (target.atMost !== undefined) return after <= target.atMost;
  if (before === null) return null;
  if (target.atLeastOfBefore !== undefined) return after >= target.atLeastOfBefore * before;
  return after <= (target.atMostOfBefore ?? 1) * before;
}

interface Target {
  readonly atLeast?: number;
  readonly atMost?: number;
  readonly atLeastOfBefore?: number;
  readonly atMostOfBefore?: number;
}
