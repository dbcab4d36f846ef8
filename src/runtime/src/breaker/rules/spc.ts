import { checkNumber, settingsOf } from '../../core/settings.js';
import type { TripRule, TripRuleFactory } from '../trip-rule.js';

/** When a sample of calls has more failures than chance explains. */
export interface SpcOptions {
  /** Calls in a sample. Default: 50. */
  readonly calls?: number | undefined;
  /** Wanted number of calls between two false trips. Default: a million. */
  readonly callsBetweenFalseTrips?: number | undefined;
  /** Calls over which the usual rate is averaged. Default: 1000. */
  readonly baselineCalls?: number | undefined;
  /** The usual rate is taken to be at least this. Default: 0.01. */
  readonly leastRate?: number | undefined;
}

class ProportionChart implements TripRule {
  readonly #settings: Readonly<Record<keyof SpcOptions, number>>;
  #usual: number;
  #limit: number;
  #calls = 0;
  #failures = 0;

  constructor(settings: Readonly<Record<keyof SpcOptions, number>>) {
    this.#settings = settings;
    this.#usual = settings.leastRate;
    this.#limit = this.#controlLimit();
  }

  record(failed: boolean): boolean {
    this.#calls++;
    if (failed) this.#failures++;
    // Outside already, however the rest of the sample turns out.
    if (this.#failures >= this.#limit) return failed;
    if (this.#calls >= this.#settings.calls) this.#sampled();
    return false;
  }

  reset([usual, calls = 0, failures = 0]: readonly number[] = []): void {
    // What is usual stays so after an outage.
    if (usual !== undefined) this.#usual = usual;
    this.#limit = this.#controlLimit();
    this.#calls = calls;
    this.#failures = failures;
  }

  save(): readonly number[] {
    return [this.#usual, this.#calls, this.#failures];
  }

  // Only samples inside the limit teach what is usual.
  #sampled(): void {
    const { calls, baselineCalls, leastRate } = this.#settings;
    const weight = Math.min(1, calls / baselineCalls);
    this.#usual += weight * (this.#failures / calls - this.#usual);
    this.#usual = Math.max(leastRate, this.#usual);
    this.#limit = this.#controlLimit();
    this.#calls = this.#failures = 0;
  }

  /** The least number of failures that a sample has by chance rarely enough. */
  #controlLimit(): number {
    const { calls, callsBetweenFalseTrips } = this.#settings;
    const rare = calls / callsBetweenFalseTrips;
    const odds = this.#usual / (1 - this.#usual);
    let probability = (1 - this.#usual) ** calls;
    let tail = 1 - probability;
    let failures = 1;
    while (tail > rare && failures < calls) {
      probability *= (odds * (calls - failures + 1)) / failures;
      tail -= probability;
      failures++;
    }
    return failures;
  }
}

/**
 * Statistical process control: an upper p-chart of samples, with a limit from the binomial
 * distribution instead of three sigmas, which mean little when failures are rare.
 */
export function spc(options: SpcOptions = {}): TripRuleFactory {
  const defaults = {
    calls: 50,
    callsBetweenFalseTrips: 1_000_000,
    baselineCalls: 1_000,
    leastRate: 0.01,
  };
  const settings = settingsOf(defaults, options);
  checkNumber('leastRate', settings.leastRate, 0.99);
  return () => new ProportionChart(settings);
}
