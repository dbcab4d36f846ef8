import type { Finding, IdleEntry } from '../../model/assessment.js';
import { compareText } from '../../text/compare-text.js';
import { countOf, grouped } from '../../text/count-of.js';
import { daysBetween } from './days.js';
import { placeOf, type Facts } from './facts.js';
import { severityMark } from './wording.js';

const SOON_DAYS = 30;

/** What was accepted instead of mended: why, by whom, since when and until when. */
export function debtView({ assessment, ownersOf }: Facts, today: string) {
  const accepted = assessment.findings.flatMap((finding) => entryOf(finding, ownersOf, today));
  const rows = accepted.toSorted(
    (left, right) => compareText(left.sortBy, right.sortBy) || compareText(left.place, right.place),
  );
  const active = assessment.findings.length - accepted.length;
  return {
    rows,
    isEmpty: rows.length === 0,
    summary: `${countOf(rows.length, 'finding')} accepted, ${grouped(active)} open. Accepting one lets the gate pass; it changes neither score nor level.`,
    expired: idleEntries(assessment.gate?.baseline?.expired),
    unmatched: idleEntries(assessment.gate?.baseline?.unmatched),
  };
}

function entryOf(
  { suppression, rule, severity, file, line, message, id }: Finding,
  ownersOf: Facts['ownersOf'],
  today: string,
) {
  if (suppression.state !== 'suppressed') return [];
  const { by, reason, since, until, owner } = suppression;
  const age = since === undefined ? null : daysBetween(since, today);
  return [
    {
      ...{ id, rule, severity, message, reason },
      mark: severityMark[severity],
      place: placeOf({ file, line }),
      by: suppression.at === undefined ? by : `${by}, ${placeOf(suppression.at)}`,
      owner: owner ?? (ownersOf(file).join(', ') || 'nobody'),
      age: age === null ? 'not recorded' : age < 0 ? `since ${since ?? ''}` : countOf(age, 'day'),
      until: until ?? 'no last day',
      ...expiry(until, today),
      sortBy: until ?? '9999',
    },
  ];
}

function expiry(until: string | undefined, today: string) {
  if (until === undefined) return { due: 'open-ended', isDue: false };
  const left = daysBetween(today, until);
  if (left < 0) return { due: 'expired', isDue: true };
  return { due: `${countOf(left, 'day')} left`, isDue: left <= SOON_DAYS };
}

const idleEntries = (entries: readonly IdleEntry[] = []) =>
  entries.map(({ rule, file, expires }) => ({ rule, file, expires: expires ?? '' }));
