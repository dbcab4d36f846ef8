import type { Call, Protection } from '../../model/assessment.js';
import { formatDuration } from '../../text/format-duration.js';

type Verdict = Protection[keyof Protection];

/** "no timeout · retry 3× · bulkhead 10 (default)": the five verdicts of a call on a line. */
export const verdictsOf = ({ protection }: Call): string =>
  Object.entries(protection)
    .map(([name, verdict]) => wordOf(name, verdict))
    .join(' · ');

function wordOf(name: string, verdict: Verdict): string {
  if (verdict.status === 'no' || verdict.status === 'none') return `no ${name}`;
  if (verdict.status === 'handled') return 'failure handled';
  if (verdict.status === 'unknown') return `${name} unknown: ${verdict.reason}`;
  const parts = [name, amountOf(verdict), notes[verdict.status] ?? ''];
  return parts.filter((part) => part !== '').join(' ');
}

/** "yes" and "bounded" need no word. */
const notes: Readonly<Partial<Record<Verdict['status'], string>>> = {
  'library-default': '(default)',
  builtin: '(built in)',
  delegated: 'left to callers',
  partial: 'on some paths',
};

function amountOf(verdict: Verdict): string {
  if ('ms' in verdict && verdict.ms !== undefined) return formatDuration(verdict.ms);
  if ('attempts' in verdict && verdict.attempts !== undefined) return `${verdict.attempts}×`;
  return 'limit' in verdict && verdict.limit !== undefined ? String(verdict.limit) : '';
}
