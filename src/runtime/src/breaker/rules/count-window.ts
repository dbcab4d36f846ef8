// Every index is computed to lie inside the array.
/* eslint-disable @typescript-eslint/no-non-null-assertion */
import { checkNumber, settingsOf } from '../../core/settings.js';
import type { TripRule, TripRuleFactory } from '../trip-rule.js';

/** When too large a share of the last calls failed. */
export interface CountWindowOptions {
  /** How many calls back count. Default: 100. */
  readonly calls?: number | undefined;
  /** Share of failed calls that trips. Default: a half. */
  readonly failureRate?: number | undefined;
  /** With fewer calls it never trips. Default: 20. */
  readonly minimumCalls?: number | undefined;
}

/** The last outcomes in a ring: 1 for a failure. */
export class OutcomeRing {
  count = 0;
  failures = 0;
  readonly #ring: number[];
  #at = 0;

  constructor(size: number) {
    this.#ring = new Array<number>(size).fill(0);
  }

  /** Takes note of an outcome; returns the one that it displaced, if the ring was full. */
  record(failed: boolean): number | undefined {
    const ring = this.#ring;
    const displaced = this.count === ring.length ? ring[this.#at] : undefined;
    this.failures += Number(failed) - (displaced ?? 0);
    ring[this.#at] = Number(failed);
    this.#at = (this.#at + 1) % ring.length;
    if (displaced === undefined) this.count++;
    return displaced;
  }

  /** From the oldest to the latest. */
  save(): readonly number[] {
    const { length } = this.#ring;
    const oldest = this.count === length ? this.#at : 0;
    return Array.from({ length: this.count }, (_, back) => this.#ring[(oldest + back) % length]!);
  }

  reset(saved: readonly number[] = []): void {
    this.count = this.failures = this.#at = 0;
    for (const failed of saved) this.record(failed === 1);
  }
}

class CountWindow implements TripRule {
  readonly #ring: OutcomeRing;
  readonly #rate: number;
  readonly #minimum: number;

  constructor(ring: OutcomeRing, rate: number, minimum: number) {
    this.#ring = ring;
    this.#rate = rate;
    this.#minimum = minimum;
  }

  record(failed: boolean): boolean {
    const ring = this.#ring;
    ring.record(failed);
    return failed && ring.count >= this.#minimum && ring.failures >= this.#rate * ring.count;
  }

  reset(saved?: readonly number[]): void {
    this.#ring.reset(saved);
  }

  save(): readonly number[] {
    return this.#ring.save();
  }
}

/** Trips when a share of the last calls failed, given enough of them, however old they are. */
export function countWindow(options: CountWindowOptions = {}): TripRuleFactory {
  const defaults = { calls: 100, failureRate: 0.5, minimumCalls: 20 };
  const { calls, failureRate, minimumCalls } = settingsOf(defaults, options);
  checkNumber('failureRate', failureRate, 1);
  checkNumber('minimumCalls', minimumCalls, calls);
  return () => new CountWindow(new OutcomeRing(calls), failureRate, minimumCalls);
}
