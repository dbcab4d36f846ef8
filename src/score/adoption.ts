import type { Adoption, Apart, Assessment, Call, OwnerAdoption } from '../model/assessment.js';
import { compareText } from '../text/compare-text.js';
import { callMeters } from './call-statuses.js';
import { coverageOf, earnedBy } from './coverage.js';
import { isScored } from './facts.js';
import type { Ruler } from './measure.js';

type Protection = keyof Adoption;

/** Mean of what the verdicts on each protection earn. */
function adoptionOf(calls: readonly Call[], ruler: Ruler): Adoption {
  const of = (protection: Protection): number | null => protectedShare(protection, calls, ruler);
  return {
    timeout: of('timeout'),
    retry: of('retry'),
    breaker: of('breaker'),
    bulkhead: of('bulkhead'),
    fallback: of('fallback'),
  };
}

function protectedShare(
  protection: Protection,
  calls: readonly Call[],
  { model, facts: { guards } }: Ruler,
): number | null {
  const given = { guards, limits: model.limits };
  const measurements = calls.flatMap((call) => {
    const status = callMeters[protection](call, given);
    return status === null
      ? []
      : [{ subject: 'call' as const, id: call.id, group: call.id, status }];
  });
  return coverageOf(measurements, earnedBy(protection, model));
}

/** Adoption by owner of the files; a call in a file with two owners counts for both. */
export function ownersOf({ files, calls }: Assessment, ruler: Ruler): OwnerAdoption[] {
  const owners = new Map(files.map(({ file, owners: names }) => [file, names]));
  if (files.every(({ owners: names }) => names.length === 0)) return [];
  const byOwner = new Map<string | null, Call[]>();
  for (const call of calls.filter(isScored)) {
    const names = owners.get(call.file) ?? [];
    for (const name of names.length === 0 ? [null] : names) {
      const known = byOwner.get(name);
      if (known === undefined) byOwner.set(name, [call]);
      else known.push(call);
    }
  }
  return [...byOwner]
    .map(([owner, owned]) => ({ owner, calls: owned.length, adoption: adoptionOf(owned, ruler) }))
    .sort(nobodyLast);
}

function nobodyLast({ owner: left }: OwnerAdoption, { owner: right }: OwnerAdoption): number {
  if (left === null || right === null) return Number(left === null) - Number(right === null);
  return compareText(left, right);
}

/** What the score leaves out, because nobody's request waits for it on a server. */
export function apartOf({ calls }: Assessment, ruler: Ruler): Apart[] {
  return (['script', 'browser'] as const).flatMap((context) => {
    const found = calls.filter(
      (call) => call.context === context && isScored({ ...call, context: 'server' }),
    );
    return found.length === 0
      ? []
      : [{ context, calls: found.length, adoption: adoptionOf(found, ruler) }];
  });
}
