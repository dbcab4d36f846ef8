/** Where time comes from. Inject one to test without waiting. */
export interface Clock {
  /** Milliseconds on a clock that never jumps back; only differences have a meaning. */
  now(): number;
  /** Milliseconds since 1970, for dates that come from elsewhere (`Retry-After`, deadlines). */
  date(): number;
  /** Calls `callback` once after `ms`. The timer must not keep the process alive. */
  setTimer(callback: () => void, ms: number): unknown;
  /** Stops a timer that has not fired. */
  clearTimer(timer: unknown): void;
}

// Node looks it up anew at every use of the global.
const monotonic = performance;

/** The clock of the machine, with timers that do not keep a process alive. */
export const systemClock: Clock = {
  now: () => monotonic.now(),
  date: () => Date.now(),
  setTimer(callback, ms) {
    const timer: unknown = setTimeout(callback, ms);
    // Browsers number their timers; Node's are objects and would hold the process.
    (timer as { unref?: () => void }).unref?.();
    return timer;
  },
  clearTimer(timer) {
    clearTimeout(timer as number);
  },
};
