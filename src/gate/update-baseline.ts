import type { Assessment, Finding } from '../model/assessment.js';
import type { Baseline, BaselineEntry } from '../model/baseline.js';
import { isExpired } from './baseline.js';
import { matchFindings } from './match.js';

/** How a baseline and the findings of now differ. */
export interface BaselineDifference {
  /** Entries that have a finding. */
  readonly kept: readonly BaselineEntry[];
  /** Entries that have none any more. */
  readonly unmatched: readonly BaselineEntry[];
  /** Entries among `kept` whose last day is over. */
  readonly expired: readonly BaselineEntry[];
  /** Findings that nothing accepts. */
  readonly added: readonly Finding[];
}

export function baselineDifference(
  { findings }: Assessment,
  entries: Baseline['entries'],
  today: string,
): BaselineDifference {
  const entryOf = matchFindings(entries, findings);
  const matched = new Set(entryOf.values());
  const kept = entries.filter((entry) => matched.has(entry));
  return {
    kept,
    unmatched: entries.filter((entry) => !matched.has(entry)),
    expired: kept.filter((entry) => isExpired(entry, today)),
    added: findings.filter((finding) => isOpen(finding) && !entryOf.has(finding)),
  };
}

/** Rules that are tried out do not gate, so there is nothing to accept. */
const isOpen = ({ suppression, stability }: Finding): boolean =>
  suppression.state === 'active' && stability === 'stable';

/** What is written beside each finding that is accepted. */
export type Acceptance = Pick<BaselineEntry, 'reason' | 'owner' | 'since' | 'expires'>;

/** Where nobody names an owner, the first one of the file answers for it. */
export function acceptedFinding(
  { file, rule, id, contentId }: Finding,
  { files }: Assessment,
  acceptance: Acceptance,
): BaselineEntry {
  const [owner] = files.find((one) => one.file === file)?.owners ?? [];
  return { file, rule, id, contentId, ...(owner !== undefined && { owner }), ...acceptance };
}
