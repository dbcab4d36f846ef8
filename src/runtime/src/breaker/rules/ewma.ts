import { checkNumber, settingsOf } from '../../core/settings.js';
import type { TripRule, TripRuleFactory } from '../trip-rule.js';

/** When a moving average of failures is too high. */
export interface EwmaOptions {
  /** Calls over which it averages: each call weighs 2 / (calls + 1). Default: 50. */
  readonly calls?: number | undefined;
  /** Instead of calls: the time after which a call weighs a third. */
  readonly decayMs?: number | undefined;
  /** The average that trips. Default: a half. */
  readonly failureRate?: number | undefined;
  /** Total weight of calls, at most that of the average, below which it never trips. Default: 10. */
  readonly minimumCalls?: number | undefined;
}

class Ewma implements TripRule {
  readonly #keep: (elapsedMs: number) => number;
  readonly #rate: number;
  readonly #minimum: number;
  readonly needs: '' | 'time' = '';
  #weight = 0;
  #failures = 0;
  #latest = 0;

  constructor(keep: (elapsedMs: number) => number, rate: number, minimum: number) {
    this.#keep = keep;
    this.#rate = rate;
    this.#minimum = minimum;
  }

  record(failed: boolean, now: number): boolean {
    const keep = this.#keep(now - this.#latest);
    this.#latest = now;
    // Dividing by the weight corrects the bias of an average that has just begun.
    this.#weight = this.#weight * keep + 1;
    this.#failures = this.#failures * keep + Number(failed);
    const enough = this.#weight >= this.#minimum;
    return failed && enough && this.#failures >= this.#rate * this.#weight;
  }

  reset([weight = 0, failures = 0, age = 0]: readonly number[] = [], now = 0): void {
    this.#weight = weight;
    this.#failures = failures;
    this.#latest = now - age;
  }

  save(now: number): readonly number[] {
    return [this.#weight, this.#failures, now - this.#latest];
  }
}

/**
 * Trips when an exponentially weighted average of failures is too high. Averaging over calls, its
 * memory depends on traffic; with `decayMs` it does not.
 */
export function ewma(options: EwmaOptions = {}): TripRuleFactory {
  const defaults = { calls: 50, decayMs: 0, failureRate: 0.5, minimumCalls: 10 };
  const { calls, decayMs, failureRate, minimumCalls } = settingsOf(defaults, options);
  checkNumber('failureRate', failureRate, 1);
  const timed = decayMs > 0;
  const keep = 1 - 2 / (calls + 1);
  // A moving average never weighs more than its calls: beyond that it could never trip.
  if (!timed) checkNumber('minimumCalls', minimumCalls, (calls + 1) / 2);
  const decay = timed ? (elapsedMs: number) => Math.exp(-elapsedMs / decayMs) : () => keep;
  const needs = timed ? 'time' : '';
  return () => Object.assign(new Ewma(decay, failureRate, minimumCalls), { needs });
}
