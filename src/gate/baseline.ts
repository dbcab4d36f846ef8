import type { Assessment, Finding } from '../model/assessment.js';
import type { Baseline, BaselineEntry } from '../model/baseline.js';
import { matchFindings } from './match.js';

/** An assessment with the findings silenced that a baseline accepts. */
export interface Baselined {
  readonly findings: readonly Finding[];
  /** Their last day is over. */
  readonly expired: readonly BaselineEntry[];
  /** Their finding is gone. */
  readonly unmatched: readonly BaselineEntry[];
}

/** Findings that something else silences stay as they are, and still use up their entry. */
export function applyBaseline(
  { findings }: Assessment,
  { entries }: Baseline,
  today: string,
): Baselined {
  const entryOf = matchFindings(entries, findings);
  const matched = new Set(entryOf.values());
  return {
    findings: findings.map((finding) => silenced(finding, entryOf.get(finding), today)),
    expired: [...matched].filter((entry) => isExpired(entry, today)),
    unmatched: entries.filter((entry) => !matched.has(entry)),
  };
}

function silenced(finding: Finding, entry: BaselineEntry | undefined, today: string): Finding {
  if (entry === undefined || finding.suppression.state === 'suppressed') return finding;
  if (isExpired(entry, today)) return finding;
  const { reason, owner, since, expires } = entry;
  return {
    ...finding,
    suppression: {
      ...{ state: 'suppressed', by: 'baseline', reason },
      ...(owner !== undefined && { owner }),
      ...(since !== undefined && { since }),
      ...(expires !== undefined && { until: expires }),
    },
  };
}

/** The last day counts in full. Dates are written so that they sort as text. */
export const isExpired = ({ expires }: BaselineEntry, today: string): boolean =>
  expires !== undefined && expires < today;
