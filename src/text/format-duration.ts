const SECOND = 1000;
const HOUR = 3_600_000;

/** "500 ms", "2.5 s", "300 s", "2 h": seconds as long as they are readable. */
export function formatDuration(milliseconds: number): string {
  if (milliseconds < SECOND) return `${rounded(milliseconds)} ms`;
  if (milliseconds < HOUR) return `${rounded(milliseconds / SECOND)} s`;
  return `${rounded(milliseconds / HOUR)} h`;
}

/** One digit behind the point at most. */
const rounded = (value: number): string => String(Math.round(value * 10) / 10);
