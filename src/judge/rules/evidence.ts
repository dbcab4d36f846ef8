import type { Evidence } from '../../model/assessment.js';
import type { Rule } from '../../model/rule.js';
import type { CallSubject } from '../../model/rule-subjects.js';
import type { RuleSubject } from './subjects.js';

/** Longer chains are no longer read. */
const MOST_PLACES = 8;

/** The chain behind the finding about a subject, the decisive place first. */
export function evidenceOf(
  { subject, protections }: Rule,
  { value }: RuleSubject,
  showing: readonly CallSubject[],
): readonly Evidence[] {
  const own = 'evidence' in value ? value.evidence : [];
  const [first] = showing;
  const about = first === undefined ? [] : protectionPlaces(first, protections);
  const made = first === undefined ? [] : first.origin.map(placeOf);
  const calls = subject === 'call' ? [] : showing.map(callPlace);
  return distinct([...own, ...about, ...(subject === 'call' ? made : made.slice(0, 1)), ...calls]);
}

/** What stands behind the verdicts that the rule asked about. */
function protectionPlaces(call: CallSubject, names: readonly string[]): readonly Evidence[] {
  const fanOut = call.fanOut !== undefined && names.includes('bulkhead') ? [call.fanOut] : [];
  const verdicts = Object.entries(call.protection)
    .filter(([name]) => names.includes(name))
    .flatMap(([, verdict]) => [
      ...(verdict.evidence ?? []),
      ...(verdict.ineffective ?? []).map(({ why, what, ...place }) => ({
        ...placeOf({ ...place, what: `${what} ${why}` }),
      })),
    ]);
  return [...fanOut, ...verdicts];
}

export const placeOf = ({ file, line, column, what }: Evidence): Evidence => ({
  file,
  line,
  ...(column !== undefined && { column }),
  ...(what !== undefined && { what }),
});

export const callPlace = ({ file, line, column, name }: CallSubject): Evidence => ({
  file,
  line,
  column,
  what: name,
});

export function distinct(places: readonly Evidence[]): readonly Evidence[] {
  const seen = new Map<string, Evidence>();
  for (const place of places) {
    const key = `${place.file}:${place.line}:${place.column ?? 0}`;
    if (!seen.has(key)) seen.set(key, place);
  }
  return [...seen.values()].slice(0, MOST_PLACES);
}
