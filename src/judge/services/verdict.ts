import type { Evidence } from '../../model/location.js';
import type { Practice } from '../../model/assessment.js';
import { compareText } from '../../text/compare-text.js';
import type { Shown } from './signs.js';

/** More places say no more. */
const MOST_EVIDENCE = 10;

/** Yes where one place shows the whole of it, partial where some show a part; else null. */
export function practiceShown(shown: readonly Shown[]): Practice | null {
  const whole = shown.filter(({ extent }) => extent === 'full');
  const telling = whole.length > 0 ? whole : shown;
  if (telling.length === 0) return null;
  const evidence = sortedEvidence(telling.map((one) => one.evidence));
  return { status: whole.length > 0 ? 'yes' : 'partial', evidence };
}

/** Evidence once for each place, in order of files and lines. */
export function sortedEvidence(all: readonly Evidence[]): Evidence[] {
  const seen = new Set<string>();
  return [...all]
    .sort(
      (one, other) =>
        compareText(one.file, other.file) ||
        one.line - other.line ||
        (one.column ?? 0) - (other.column ?? 0) ||
        compareText(one.what ?? '', other.what ?? ''),
    )
    .filter(({ file, line }) => {
      const key = `${file}\0${line}`;
      if (seen.has(key)) return false;
      seen.add(key);
      return true;
    })
    .slice(0, MOST_EVIDENCE);
}
