import { checkOneOf, settingsOf } from './settings.js';

/** How a delay is spread, so that clients that failed together do not come back together. */
export type Jitter =
  /** No spread: the delay itself. */
  | 'none'
  /** Anywhere between nothing and the delay. */
  | 'full'
  /** Half of the delay for sure, the other half spread. */
  | 'equal'
  /** Between the base and three times the previous delay. */
  | 'decorrelated';

/** Delays that grow from one attempt to the next. */
export interface BackoffOptions {
  /** The first delay, before jitter. */
  readonly baseMs?: number | undefined;
  /** No delay is longer. */
  readonly maxMs?: number | undefined;
  /** Growth per attempt, before jitter. Default: 2. */
  readonly factor?: number | undefined;
  /** Default: full. */
  readonly jitter?: Jitter | undefined;
}

/** The delay after attempt `attempt`; `previousMs` is the delay before it, 0 at first. */
export type Backoff = (attempt: number, previousMs: number, random: () => number) => number;

/**
 * Exponential backoff with full jitter. The cap is applied before the jitter, so that delays at
 * the cap are spread like all others.
 */
export function fullJitter(baseMs: number, maxMs: number, factor = 2): Backoff {
  return (attempt, _previousMs, random) =>
    random() * Math.min(maxMs, baseMs * factor ** (attempt - 1));
}

type Spread = (delayMs: number, random: () => number) => number;

const spreads: Readonly<Record<Jitter, Spread | undefined>> = {
  none: (delayMs) => delayMs,
  full: (delayMs, random) => random() * delayMs,
  equal: (delayMs, random) => delayMs / 2 + (random() * delayMs) / 2,
  // Goes by the delay before.
  decorrelated: undefined,
};

/** Exponential backoff with the jitter of your choice; capped before the jitter. */
export function exponential(options: BackoffOptions = {}): Backoff {
  const defaults = { baseMs: 200, maxMs: 30_000, factor: 2, jitter: 'full' as Jitter };
  const { baseMs, maxMs, factor, jitter } = settingsOf(defaults, options);
  checkOneOf('jitter', jitter, spreads);
  const spread = spreads[jitter];
  return (attempt, previousMs, random) => {
    if (spread) return spread(Math.min(maxMs, baseMs * factor ** (attempt - 1)), random);
    const least = Math.min(baseMs, maxMs);
    const most = Math.min(maxMs, 3 * Math.max(previousMs, least));
    return least + random() * (most - least);
  };
}
