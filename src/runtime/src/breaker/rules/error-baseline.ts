import { checkNumber, settingsOf } from '../../core/settings.js';
import type { TripRule, TripRuleFactory } from '../trip-rule.js';
import { OutcomeRing } from './count-window.js';

/** When the last calls failed more often than calls usually do. */
export interface ErrorBaselineOptions {
  /** Calls that are compared with those before them. Default: 50. */
  readonly calls?: number | undefined;
  /**
   * Standard errors above the usual rate that trip. Default: 8. Where failures are rare, four
   * standard errors are exceeded by chance every ten thousand calls.
   */
  readonly z?: number | undefined;
  /** Calls over which the usual rate is averaged. Default: 1000. */
  readonly baselineCalls?: number | undefined;
  /** The usual rate is taken to be at least this. Default: 0.01. */
  readonly leastRate?: number | undefined;
}

class ErrorBaseline implements TripRule {
  readonly #recent: OutcomeRing;
  readonly #settings: Readonly<Record<keyof ErrorBaselineOptions, number>>;
  #calls = 0;
  #failures = 0;

  constructor(settings: Readonly<Record<keyof ErrorBaselineOptions, number>>) {
    this.#settings = settings;
    this.#recent = new OutcomeRing(settings.calls);
  }

  record(failed: boolean): boolean {
    const { calls, z, leastRate } = this.#settings;
    // The baseline is made of what left the window, so that an outage does not become usual.
    const left = this.#recent.record(failed);
    if (left !== undefined) this.#learn(left);
    const usual = Math.max(leastRate, this.#calls > 0 ? this.#failures / this.#calls : 0);
    const limit = usual + z * Math.sqrt((usual * (1 - usual)) / calls);
    return failed && this.#recent.failures > limit * calls;
  }

  reset([calls = 0, failures = 0, ...recent]: readonly number[] = []): void {
    // What is usual stays so after an outage.
    if (calls > 0) [this.#calls, this.#failures] = [calls, failures];
    this.#recent.reset(recent);
  }

  save(): readonly number[] {
    return [this.#calls, this.#failures, ...this.#recent.save()];
  }

  #learn(failed: number): void {
    const { baselineCalls } = this.#settings;
    const keep = this.#calls < baselineCalls ? 1 : 1 - 1 / baselineCalls;
    this.#calls = this.#calls * keep + 1;
    this.#failures = this.#failures * keep + failed;
  }
}

/**
 * Trips when the rate of failures of the last calls lies more than `z` standard errors above the
 * usual rate: for dependencies that always fail a little.
 */
export function errorBaseline(options: ErrorBaselineOptions = {}): TripRuleFactory {
  const defaults = { calls: 50, z: 8, baselineCalls: 1_000, leastRate: 0.01 };
  const settings = settingsOf(defaults, options);
  checkNumber('leastRate', settings.leastRate, 1);
  return () => new ErrorBaseline(settings);
}
