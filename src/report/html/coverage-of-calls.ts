import type { Call, ProtectionName } from '../../model/assessment.js';

/** How many calls have a protection in full, in part, not at all, or nobody knows. */
export interface Covered {
  readonly full: number;
  readonly part: number;
  readonly none: number;
  readonly unknown: number;
  /** Calls that the question is asked of. */
  readonly asked: number;
}

/** How far calls have each of the five. */
export type Coverage = Readonly<Record<ProtectionName, Covered>>;

export const coverageOf = (calls: readonly Call[]): Coverage => ({
  timeout: coveredBy('timeout', calls),
  retry: coveredBy('retry', calls),
  breaker: coveredBy('breaker', calls),
  bulkhead: coveredBy('bulkhead', calls),
  fallback: coveredBy('fallback', calls),
});

type Standing = 'full' | 'part' | 'none' | 'unknown' | 'not-asked';

/** How far calls have one of the five protections. */
export function coveredBy(name: ProtectionName, calls: readonly Call[]): Covered {
  const counts = { full: 0, part: 0, none: 0, unknown: 0, 'not-asked': 0 };
  for (const call of calls) counts[standingOf(name, call)] += 1;
  const { full, part, none, unknown } = counts;
  return { full, part, none, unknown, asked: full + part + none + unknown };
}

const standings: Readonly<Record<string, Standing>> = {
  bounded: 'full',
  'library-default': 'full',
  yes: 'full',
  builtin: 'full',
  delegated: 'part',
  partial: 'part',
  handled: 'part',
  none: 'none',
  no: 'none',
  unknown: 'unknown',
};

function standingOf(name: ProtectionName, call: Call): Standing {
  const verdict = call.protection[name];
  if (verdict.status === 'unknown' && verdict.notApplicable === true) return 'not-asked';
  // What must not be sent twice needs no retry.
  if (name === 'retry' && verdict.status === 'no' && call.idempotent !== true) return 'not-asked';
  return standings[verdict.status] ?? 'unknown';
}

/** Whether nothing ends the wait for the answer of a call, on some path at least. */
export const isUnbounded = ({ protection: { timeout } }: Call): boolean =>
  timeout.status === 'none' || timeout.status === 'partial';
