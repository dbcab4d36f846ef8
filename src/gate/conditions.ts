import type { ConditionResult, Finding } from '../model/assessment.js';
import type { Condition, FindingCondition, MetricCondition } from '../model/condition.js';
import { severities, type Severity } from '../model/levels.js';
import { KnownError } from '../text/known-error.js';
import { similarName } from '../text/similar-name.js';

/** What figures are asked of: a repository or a package. */
export interface Standing {
  readonly score: number | null;
  readonly level: number | null;
  readonly areas: readonly { readonly id: string; readonly score: number | null }[];
}

/** What a condition is asked of. */
export interface Judged {
  readonly maturity: Standing;
  /** Those that count: of stable rules, and silenced by nothing. */
  readonly findings: readonly Finding[];
  /** How grave a finding was before; undefined where it was not there. */
  readonly before: (finding: Finding) => Severity | undefined;
}

/** Whether a condition lets an assessment pass. */
export function ask(condition: Condition, judged: Judged): ConditionResult {
  return condition.kind === 'findings'
    ? askFindings(condition, judged)
    : askMetric(condition, judged);
}

function askFindings(
  { text, isNew, findings: wanted }: FindingCondition,
  { findings, before }: Judged,
): ConditionResult {
  const failing = findings.filter((finding) => {
    if ('rule' in wanted) return finding.rule === wanted.rule && !(isNew && before(finding));
    const earlier = isNew ? before(finding) : undefined;
    // A finding that has become an error is a new error.
    const wasThere = earlier !== undefined && isAtLeast(earlier, wanted.atLeast);
    return isAtLeast(finding.severity, wanted.atLeast) && !wasThere;
  });
  return { text, passed: failing.length === 0, findings: failing.map(({ id }) => id) };
}

const isAtLeast = (severity: Severity, least: Severity): boolean =>
  severities.indexOf(severity) <= severities.indexOf(least);

function askMetric(condition: MetricCondition, { maturity }: Judged): ConditionResult {
  const value = valueOf(condition, maturity);
  const { text, comparison, limit } = condition;
  const holds = value !== null && compare(value, comparison, limit);
  return { text, passed: !holds, value, findings: [] };
}

/** Null where nothing there is subject to it: then there is nothing to fail. */
function valueOf({ metric, text }: MetricCondition, maturity: Standing): number | null {
  if (maturity.areas.length === 0) throw unscored(text);
  if (metric.name !== 'area') return metric.name === 'score' ? maturity.score : maturity.level;
  const area = maturity.areas.find(({ id }) => id === metric.area);
  if (area !== undefined) return area.score;
  const ids = maturity.areas.map(({ id }) => id);
  const similar = similarName(metric.area, ids);
  const advice =
    similar === undefined ? `The areas are ${ids.join(', ')}.` : `Did you mean "${similar}"?`;
  throw new KnownError(`"${text}" asks about "${metric.area}", which is no area`, advice, 2);
}

const unscored = (text: string): KnownError =>
  new KnownError(
    `"${text}" asks about maturity, and this assessment has none`,
    'Make the assessment anew with this version, or ask about findings only.',
    2,
  );

function compare(value: number, comparison: MetricCondition['comparison'], limit: number): boolean {
  switch (comparison) {
    case '<':
      return value < limit;
    case '<=':
      return value <= limit;
    case '>':
      return value > limit;
    case '>=':
      return value >= limit;
  }
}
