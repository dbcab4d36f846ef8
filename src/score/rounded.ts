/**
 * Four digits behind the point, so that the numbers of an assessment can be added up by hand. It
 * keeps order: what was larger is never smaller afterwards.
 */
export const rounded = (value: number): number => Math.round(value * 10_000) / 10_000;

/** The sum, the same in whatever order the values come. */
export function sumOf(values: readonly number[]): number {
  const counts = new Map<number, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts]
    .sort(([left], [right]) => left - right)
    .reduce((sum, [value, count]) => sum + value * count, 0);
}

/** The mean, the same in whatever order the values come; of nothing there is none. */
export function meanOf(values: readonly number[]): number | null {
  const [only] = values;
  if (only === undefined || values.length === 1) return only ?? null;
  return sumOf(values) / values.length;
}
