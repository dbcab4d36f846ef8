import type { Clock } from './clock.js';
import { append, unlink, type Linked } from './linked.js';

/** Something that expires. It is its own list node, so that waiting allocates nothing more. */
export interface Expiring extends Linked {
  /** @internal Since when it waits. */ startedAt: number;
  /** Called once when the time is over, unless it was unlinked before. */
  expire(limitMs: number): void;
}

/** Everything that expires after the same duration: due in the order of arrival, one timer for all. */
class TimerList implements Linked {
  before: Linked = this;
  after: Linked = this;
  timer: unknown = undefined;
}

/** What waits on one clock. */
export class Timers {
  readonly #clock: Clock;
  readonly #lists = new Map<number, TimerList>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Lets `entry` expire after `ms`. One timer runs per distinct duration, however many wait. */
  start(entry: Expiring, ms: number): void {
    const duration = Math.ceil(ms);
    let list = this.#lists.get(duration);
    if (!list) this.#lists.set(duration, (list = new TimerList()));
    // A whole number is stored in place, any other in an object of its own.
    entry.startedAt = Math.ceil(this.#clock.now());
    append(list, entry);
    if (!list.timer) this.#arm(list, duration, duration);
  }

  /** Stops timers that nothing waits for any more. */
  sweep(): void {
    for (const [duration, list] of this.#lists) this.#sweep(list, duration);
  }

  #sweep(list: TimerList, duration: number): void {
    if (list.after !== list) return;
    this.#clock.clearTimer(list.timer);
    this.#lists.delete(duration);
  }

  // Stopping one entry leaves the timer armed: the next call would only have to arm it again.
  #arm(list: TimerList, duration: number, ms: number): void {
    const fire = (): void => {
      const now = this.#clock.now();
      while (list.after !== list) {
        const entry = list.after as Expiring;
        const remainingMs = entry.startedAt + duration - now;
        if (remainingMs > 0) {
          this.#arm(list, duration, remainingMs);
          return;
        }
        unlink(entry);
        entry.expire(duration);
      }
      this.#sweep(list, duration);
    };
    // A part of a millisecond would come too early, and longer delays overflow to one millisecond.
    list.timer = this.#clock.setTimer(fire, Math.min(Math.ceil(ms), 2e9));
  }
}

const timersByClock = /* @__PURE__ */ new WeakMap<Clock, Timers>();

/** What waits on `clock`, for all policies that go by it. */
export function timersOf(clock: Clock): Timers {
  const timers = timersByClock.get(clock) ?? new Timers(clock);
  timersByClock.set(clock, timers);
  return timers;
}

/** Something to do after a while. */
export class Pause implements Expiring {
  startedAt!: number;
  before: Linked = this;
  after: Linked = this;
  readonly expire: () => void;

  constructor(expire: () => void) {
    this.expire = expire;
  }
}
