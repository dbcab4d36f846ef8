import { checkAtMost, checkNumber, settingsOf } from '../../core/settings.js';
import type { TripRule, TripRuleFactory } from '../trip-rule.js';
import { Buckets } from './buckets.js';

/** When too large a share of recent calls failed. */
export interface TimeWindowOptions {
  /** How far back calls count. Default: 10 s. */
  readonly windowMs?: number | undefined;
  /** Share of failed calls that trips. Default: a half. */
  readonly failureRate?: number | undefined;
  /** With fewer calls in the window it never trips: one failure of one call is no rate. Default: 20. */
  readonly minimumCalls?: number | undefined;
  /** Into how many steps the window is cut. Default: 10. */
  readonly buckets?: number | undefined;
}

/** When too large a share of recent calls was slow. */
export interface SlowCallRateOptions extends Omit<TimeWindowOptions, 'failureRate'> {
  /** A call that takes longer is slow, however it ends. */
  readonly slowMs: number;
  /** Share of slow calls that trips. Default: a half. */
  readonly slowRate?: number | undefined;
}

class TimeWindow implements TripRule {
  readonly #window: Buckets;
  readonly #rate: number;
  readonly #minimum: number;
  slowMs: number | undefined = undefined;
  // A field, since every call asks for it.
  readonly needs: 'time' | 'duration' = 'time';

  constructor(window: Buckets, rate: number, minimum: number) {
    this.#window = window;
    this.#rate = rate;
    this.#minimum = minimum;
  }

  isBad(failed: boolean, durationMs: number): boolean {
    return this.slowMs ? durationMs > this.slowMs : failed;
  }

  record(failed: boolean, now: number, durationMs: number): boolean {
    const window = this.#window;
    const bad = this.isBad(failed, durationMs);
    window.record(bad, now);
    return bad && window.calls >= this.#minimum && window.bad >= this.#rate * window.calls;
  }

  reset(saved?: readonly number[], now?: number): void {
    this.#window.reset(saved, now);
  }

  save(now: number): readonly number[] {
    return this.#window.save(now);
  }
}

const defaults = { windowMs: 10_000, minimumCalls: 20, buckets: 10, failureRate: 0.5 };

/** Trips when a share of the calls of the last `windowMs` failed, given enough of them. */
export function timeWindow(options: TimeWindowOptions = {}): TripRuleFactory {
  const { windowMs, failureRate, minimumCalls, buckets } = settingsOf(defaults, options);
  checkAtMost('failureRate', failureRate, 1);
  return () => new TimeWindow(new Buckets(windowMs, buckets), failureRate, minimumCalls);
}

/** Trips when a share of the calls of the last `windowMs` was slow, given enough of them. */
export function slowCallRate(options: SlowCallRateOptions): TripRuleFactory {
  const { slowMs, slowRate = 0.5, ...window } = options;
  checkNumber('slowMs', slowMs);
  const make = timeWindow({ ...window, failureRate: slowRate }) as () => TimeWindow;
  return () => Object.assign(make(), { slowMs, needs: 'duration' });
}
