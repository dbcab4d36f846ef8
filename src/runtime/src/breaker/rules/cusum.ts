import { checkNumber, settingsOf } from '../../core/settings.js';
import type { TripRule, TripRuleFactory } from '../trip-rule.js';

/** When failures have become more frequent. */
export interface CusumOptions {
  /** Rate of failures of a healthy dependency. Default: 0.01. */
  readonly expectedRate?: number | undefined;
  /** Rate of failures to detect. Default: 0.2. */
  readonly detectRate?: number | undefined;
  /** At least so many calls lie between two false trips, on average. Default: a million. */
  readonly callsBetweenFalseTrips?: number | undefined;
}

class Cusum implements TripRule {
  readonly #onFailure: number;
  readonly #onSuccess: number;
  readonly #limit: number;
  #sum = 0;

  constructor(onFailure: number, onSuccess: number, limit: number) {
    this.#onFailure = onFailure;
    this.#onSuccess = onSuccess;
    this.#limit = limit;
  }

  record(failed: boolean): boolean {
    const evidence = failed ? this.#onFailure : this.#onSuccess;
    this.#sum = Math.max(0, this.#sum + evidence);
    return this.#sum >= this.#limit;
  }

  reset([sum = 0]: readonly number[] = []): void {
    this.#sum = sum;
  }

  save(): readonly number[] {
    return [this.#sum];
  }
}

/**
 * Page's cumulative sum of the evidence that the rate has changed. Of all rules with as few false
 * trips it is the quickest in the worst case (Lorden, Moustakides), and it is two numbers.
 */
export function cusum(options: CusumOptions = {}): TripRuleFactory {
  const defaults = { expectedRate: 0.01, detectRate: 0.2, callsBetweenFalseTrips: 1_000_000 };
  const { expectedRate, detectRate, callsBetweenFalseTrips } = settingsOf(defaults, options);
  checkNumber('detectRate', detectRate, 0.999);
  checkNumber('expectedRate', expectedRate, detectRate / 1.01);
  const onFailure = Math.log(detectRate / expectedRate);
  const onSuccess = Math.log((1 - detectRate) / (1 - expectedRate));
  // A sum of log-likelihood ratios reaches h by chance once in exp(h) calls at the most.
  const limit = Math.log(callsBetweenFalseTrips);
  return () => new Cusum(onFailure, onSuccess, limit);
}
