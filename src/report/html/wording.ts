import type { Severity } from '../../model/levels.js';

/** "0.42", "0.42–0.60" where unknown verdicts leave room, "n/a" where nothing applies. */
export function ranged(value: number | null, upTo: number | null): string {
  if (value === null || upTo === null) return 'n/a';
  return value === upTo ? figure(value) : `${figure(value)}–${figure(upTo)}`;
}

/** Two digits behind the point. */
export const figure = (value: number): string => value.toFixed(2);

/** "+0.12", "−0.03", "±0". */
export function signed(value: number): string {
  const rounded = Math.round(value * 100) / 100;
  if (rounded === 0) return '±0';
  return rounded > 0 ? `+${rounded}` : `−${Math.abs(rounded)}`;
}

/** "42 %"; never 100 % or 0 % for what is not all or nothing. */
export function percent(part: number, whole: number): string {
  if (whole === 0) return '–';
  const share = (part / whole) * 100;
  if (part > 0 && share < 1) return '< 1 %';
  if (part < whole && share > 99) return '> 99 %';
  return `${Math.round(share)} %`;
}

/** A mark beside the word, for those who do not see its colour. */
export const severityMark: Readonly<Record<Severity, string>> = {
  error: '■',
  warning: '▲',
  note: '○',
};
