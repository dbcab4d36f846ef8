import { severities, type Severity } from './levels.js';

/** What makes a gate fail, as written in configuration and after `--fail-on`. */
export type Condition = FindingCondition | MetricCondition;

/** Fails where there is one such finding that nothing silences. */
export interface FindingCondition {
  readonly kind: 'findings';
  /** As written: "new:error". */
  readonly text: string;
  /** Only those that are not in the state it is compared with. */
  readonly isNew: boolean;
  readonly findings:
    | { readonly atLeast: Severity }
    /** `id` of a rule. */
    | { readonly rule: string };
}

export const comparisons = ['<=', '>=', '<', '>'] as const;

/** Fails where the comparison holds: "maturityLevel<2". */
export interface MetricCondition {
  readonly kind: 'metric';
  readonly text: string;
  readonly metric: Metric;
  readonly comparison: (typeof comparisons)[number];
  readonly limit: number;
}

/** A figure of the assessment. */
export type Metric =
  | { readonly name: 'maturityLevel' | 'score' }
  /** `id` of an area of maturity. */
  | { readonly name: 'area'; readonly area: string };

/** Why a text is no condition; with a name that was not known and the names that are. */
export interface ConditionFault {
  readonly problem: string;
  readonly name?: string;
  readonly known?: readonly string[];
}

const names = [...severities, 'new:', 'rule:', 'maturityLevel', 'score', 'area:'];

/** Reads one condition: "error", "new:rule:missing-timeout", "area:monitoring<0.5". */
export function parseCondition(text: string): Condition | ConditionFault {
  const trimmed = text.trim();
  const compared = /^([^<>=]*?)\s*(<=|>=|<|>)\s*([^<>=]*)$/.exec(trimmed);
  if (compared !== null) return metricCondition(trimmed, compared);
  const isNew = trimmed.startsWith('new:');
  const selector = isNew ? trimmed.slice('new:'.length) : trimmed;
  const severity = severities.find((one) => one === selector);
  const findings = { kind: 'findings', text: trimmed, isNew } as const;
  if (severity !== undefined) return { ...findings, findings: { atLeast: severity } };
  const rule = /^rule:([a-z0-9-]+)$/.exec(selector)?.[1];
  if (rule !== undefined) return { ...findings, findings: { rule } };
  return incomplete(trimmed, selector);
}

function incomplete(text: string, selector: string): ConditionFault {
  if (/^(maturityLevel|score|area:.*)$/.test(selector)) {
    return { problem: `"${text}" compares with nothing; write for example ${selector}<1` };
  }
  return { problem: `"${text}" is no condition`, name: selector, known: names };
}

function metricCondition(
  text: string,
  [, name = '', comparison = '', number = '']: RegExpExecArray,
): Condition | ConditionFault {
  const limit = Number(number);
  if (number.trim() === '' || !Number.isFinite(limit)) {
    return { problem: `"${text}" compares with "${number}", which is no number` };
  }
  const metric = metricOf(name);
  if (metric === null) {
    const known = ['maturityLevel', 'score', 'area:'];
    return { problem: `"${text}" compares "${name}", which is no figure`, name, known };
  }
  const known = comparisons.find((one) => one === comparison) ?? '<';
  return { kind: 'metric', text, metric, comparison: known, limit };
}

function metricOf(name: string): Metric | null {
  if (name === 'maturityLevel' || name === 'score') return { name };
  const area = /^area:([\w-]+)$/.exec(name)?.[1];
  return area === undefined ? null : { name: 'area', area };
}
