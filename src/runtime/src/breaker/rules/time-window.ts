// Every index is computed to lie inside the array.
/* eslint-disable @typescript-eslint/no-non-null-assertion */
import { checkNumber, settingsOf } from '../../core/settings.js';
import type { TripRule, TripRuleFactory } from '../trip-rule.js';

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

const defaults = { windowMs: 10_000, minimumCalls: 20, buckets: 10, failureRate: 0.5 };

// Where things stand in the array: a header, then calls and bad calls of each bucket in turn.
const start = 0;
const head = 1;
const calls = 2;
const bad = 3;
const header = 4;

/**
 * Calls and bad calls over the last `windowMs`, in buckets. A bucket that time has passed is
 * forgotten when the next call comes, however long that takes; nothing runs in between. All numbers
 * live in one array, which costs half of an object per bucket.
 */
class TimeWindow implements TripRule {
  slowMs: number | undefined = undefined;
  // A field, since every call asks for it.
  readonly needs: 'time' | 'duration' = 'time';
  private numbers: number[];
  private readonly bucketMs: number;
  private readonly rate: number;
  private readonly minimum: number;

  constructor({ buckets, failureRate, minimumCalls, windowMs }: typeof defaults) {
    this.numbers = new Array<number>(header + 2 * buckets).fill(0);
    this.bucketMs = windowMs / buckets;
    this.rate = failureRate;
    this.minimum = minimumCalls;
  }

  isBad(failed: boolean, durationMs: number): boolean {
    return this.slowMs ? durationMs > this.slowMs : failed;
  }

  record(failed: boolean, now: number, durationMs: number): boolean {
    const { numbers } = this;
    // Seldom; a comparison is cheaper than a division.
    if (now - numbers[start]! >= this.bucketMs) this.advance(now);
    const at = header + numbers[head]!;
    numbers[at]!++;
    numbers[calls]!++;
    if (!this.isBad(failed, durationMs)) return false;
    numbers[at + 1]!++;
    numbers[bad]!++;
    return numbers[calls]! >= this.minimum && numbers[bad]! >= this.rate * numbers[calls]!;
  }

  reset(saved?: readonly number[], now = 0): void {
    const { numbers } = this;
    if (saved?.length === numbers.length) this.numbers = aged(saved, now);
    else numbers.fill(0);
  }

  /** The array, with the age of the present bucket instead of its start: clocks differ. */
  save(now: number): readonly number[] {
    this.advance(now);
    return aged(this.numbers, now);
  }

  /** Forgets what is older than the window. */
  private advance(now: number): void {
    const { bucketMs, numbers } = this;
    const size = numbers.length - header;
    const passed = Math.floor((now - numbers[start]!) / bucketMs);
    numbers[start]! += passed * bucketMs;
    for (let step = Math.min(passed, size / 2); step > 0; step--) {
      const at = (numbers[head]! + 2) % size;
      numbers[head] = at;
      numbers[calls]! -= numbers[header + at]!;
      numbers[bad]! -= numbers[header + at + 1]!;
      numbers[header + at] = numbers[header + at + 1] = 0;
    }
  }
}

/** Makes an age of a start, and a start of an age. */
function aged(numbers: readonly number[], now: number): number[] {
  return [now - numbers[start]!, ...numbers.slice(1)];
}

/** Trips when a share of the calls of the last `windowMs` failed, given enough of them. */
export function timeWindow(options: TimeWindowOptions = {}): TripRuleFactory {
  const settings = settingsOf(defaults, options);
  checkNumber('failureRate', settings.failureRate, 1);
  return () => new TimeWindow(settings);
}

/** Trips when a share of the calls of the last `windowMs` was slow, given enough of them. */
export function slowCallRate(options: SlowCallRateOptions): TripRuleFactory {
  const { slowMs, slowRate = 0.5, ...window } = options;
  checkNumber('slowMs', slowMs);
  const make = timeWindow({ ...window, failureRate: slowRate }) as () => TimeWindow;
  return () => Object.assign(make(), { slowMs, needs: 'duration' });
}
