import type { Clock } from './clock.js';

// Longer delays overflow to one millisecond.
const longestDelay = 2 ** 31 - 1;

/** Something that expires. It is its own list node, so that waiting allocates nothing more. */
export interface Expiring {
  /** @internal When it expires; 0 when it does not wait. */ due: number;
  /** @internal Where it waits, or waited last. */ list: TimerList | undefined;
  /** @internal */ before: Expiring | undefined;
  /** @internal */ after: Expiring | undefined;
  /** Called once when the time is over, unless `stopExpiring` came first. */
  expire(): void;
}

/** Everything that expires after the same duration: due in the order of arrival, one timer for all. */
export class TimerList {
  /** The duration that all entries share. */
  readonly ms: number;
  readonly #clock: Clock;
  #head: Expiring | undefined = undefined;
  #tail: Expiring | undefined = undefined;
  #timer: unknown = undefined;

  constructor(clock: Clock, ms: number) {
    this.#clock = clock;
    this.ms = ms;
  }

  add(entry: Expiring, now: number): void {
    // A whole number is stored in place, any other in an object of its own.
    entry.due = Math.ceil(now) + this.ms;
    entry.list = this;
    entry.before = this.#tail;
    if (this.#tail === undefined) this.#head = entry;
    else this.#tail.after = entry;
    this.#tail = entry;
    if (this.#timer === undefined) this.#arm(this.ms);
  }

  remove(entry: Expiring): void {
    entry.due = 0;
    if (entry.before === undefined) this.#head = entry.after;
    else entry.before.after = entry.after;
    if (entry.after === undefined) this.#tail = entry.before;
    else entry.after.before = entry.before;
    entry.before = entry.after = undefined;
  }

  /** Stops a timer that nothing waits for. */
  sweep(): void {
    if (this.#head !== undefined) return;
    this.#clock.clearTimer(this.#timer);
    this.#timer = undefined;
    listsOf(this.#clock).delete(this.ms);
  }

  // Stopping one entry leaves the timer armed: the next call would only have to arm it again.
  #arm(ms: number): void {
    this.#timer = this.#clock.setTimer(
      () => {
        this.#fire();
      },
      Math.min(ms, longestDelay),
    );
  }

  #fire(): void {
    const now = this.#clock.now();
    while (this.#head !== undefined && this.#head.due <= now) {
      const entry = this.#head;
      this.remove(entry);
      entry.expire();
    }
    if (this.#head === undefined) this.sweep();
    else this.#arm(Math.max(1, this.#head.due - now));
  }
}

const listsByClock = new WeakMap<Clock, Map<number, TimerList>>();
// Nearly always the clock of the machine: a look into a weak map costs more than the rest.
let lastClock: Clock | undefined;
let lastLists = new Map<number, TimerList>();

function listsOf(clock: Clock): Map<number, TimerList> {
  if (clock !== lastClock) {
    lastClock = clock;
    lastLists = listsByClock.get(clock) ?? new Map<number, TimerList>();
    listsByClock.set(clock, lastLists);
  }
  return lastLists;
}

/** Lets `entry` expire after `ms`. One timer runs per distinct duration, however many wait. */
export function expireAfter(clock: Clock, ms: number, entry: Expiring): void {
  const lists = listsOf(clock);
  const duration = Math.max(1, Math.ceil(ms));
  let list = lists.get(duration);
  if (list === undefined) lists.set(duration, (list = new TimerList(clock, duration)));
  list.add(entry, clock.now());
}

/** Takes back `expireAfter`, in constant time. */
export function stopExpiring(entry: Expiring): void {
  if (entry.due > 0) entry.list?.remove(entry);
}

/** Stops the timers of a clock that nothing waits for any more. */
export function sweepTimers(clock: Clock): void {
  for (const list of [...listsOf(clock).values()]) list.sweep();
}

/** Something to do after a while. */
export class Pause implements Expiring {
  due = 0;
  list: TimerList | undefined = undefined;
  before: Expiring | undefined = undefined;
  after: Expiring | undefined = undefined;
  readonly expire: () => void;

  constructor(expire: () => void) {
    this.expire = expire;
  }
}
