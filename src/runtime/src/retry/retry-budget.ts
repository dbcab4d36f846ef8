import { checkNumber, settingsOf } from '../core/settings.js';

/** Bounds retries to a share of the traffic, so that an outage is not multiplied by them. */
export interface RetryBudget {
  /** A call begins. */
  deposit(): void;
  /** Whether one more attempt may be made; if so, it is paid for. */
  withdraw(): boolean;
}

/** Settings of a retry budget. */
export interface RetryBudgetOptions {
  /** Retries per call in the long run. Default: 0.1. */
  readonly share?: number | undefined;
  /** Retries that may be saved up, and that are there from the start. Default: 10. */
  readonly burst?: number | undefined;
}

/**
 * A budget to share between all retries against one dependency: over any stretch of time no more
 * retries than `share` of its calls, plus `burst`.
 */
export function retryBudget(options: RetryBudgetOptions = {}): RetryBudget {
  const { share, burst } = settingsOf({ share: 0.1, burst: 10 }, options);
  checkNumber('share', share, 1);
  let tokens = burst;
  return {
    deposit() {
      tokens = Math.min(burst, tokens + share);
    },
    withdraw() {
      // A hair below one: ten deposits of a tenth make one retry.
      if (tokens < 1 - 1e-9) return false;
      tokens = Math.max(0, tokens - 1);
      return true;
    },
  };
}
