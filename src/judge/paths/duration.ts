/** How long something can take: milliseconds, not known, or without end. */
export type Duration = number | 'unknown' | 'unbounded';

/** One after another. */
export const total = (all: readonly Duration[]): Duration =>
  worst(all) ?? all.reduce<number>((sum, one) => sum + Number(one), 0);

/** Side by side, or one of several: the longest decides. */
export const longest = (all: readonly Duration[]): Duration =>
  worst(all) ?? all.reduce<number>((most, one) => Math.max(most, Number(one)), 0);

export function times(duration: Duration, count: number | undefined): Duration {
  if (duration === 'unbounded' || duration === 0) return duration;
  return duration === 'unknown' || count === undefined ? 'unknown' : duration * count;
}

/** A bound around it ends it. */
export const bounded = (duration: Duration, ms: number): Duration =>
  typeof duration === 'number' ? Math.min(duration, ms) : ms;

function worst(all: readonly Duration[]): Duration | null {
  if (all.includes('unbounded')) return 'unbounded';
  return all.includes('unknown') ? 'unknown' : null;
}

/** As the assessment has it; null where it is not known or has no end. */
export const millisecondsOf = (duration: Duration): number | null =>
  typeof duration === 'number' ? duration : null;
