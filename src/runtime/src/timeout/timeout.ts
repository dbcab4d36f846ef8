import { systemClock, type Clock } from '../core/clock.js';
import { errorOf, policyError, Refusal, type PolicyError } from '../core/errors.js';
import { InnerScope } from '../core/inner-scope.js';
import { unlink, type Linked } from '../core/linked.js';
import { Policy, refuse } from '../core/policy.js';
import type { Ending, Frame, Scope, Step } from '../core/scope.js';
import { timersOf, type Expiring, type Timers } from '../core/timers.js';

/** A limit that follows what calls usually take. */
export interface AdaptiveLimit {
  /** The limit for the next call. */
  limitMs(): number;
  /** A call took so long; one that timed out took at least that long. */
  record?(durationMs: number): void;
}

/** Deadlines of the work that is going on, for timeouts that must not outlast them. */
export interface Deadlines {
  /** Milliseconds that remain; undefined where there is no deadline. */
  remainingMs(): number | undefined;
  /** Runs `body` with a deadline that everything it awaits can see. */
  within<T>(ms: number, body: () => T): T;
}

interface Settings {
  /**
   * `abandon` rejects when the time is over, whatever the work does; `cooperate` only aborts the
   * signal, and waits for the work to end. Both abort the signal. Default: abandon.
   */
  readonly mode: 'abandon' | 'cooperate';
  /** Never outlast the deadline of the work around the call, and pass the limit on to work inside. */
  readonly deadlines?: Deadlines | undefined;
  readonly clock: Clock;
}

/** Settings of a timeout. */
export interface TimeoutOptions extends Partial<Settings> {
  readonly name?: string;
  /** How long a call may take: milliseconds, or a limit that adapts. */
  readonly limit: number | AdaptiveLimit;
}

type WithLimit = Settings & Pick<TimeoutOptions, 'limit'>;

// The limit is always given.
const defaults = { mode: 'abandon', clock: systemClock } as WithLimit;

/** The error of a call that took too long; `name` is what platforms call it, `TimeoutError`. */
export interface TimeoutError extends PolicyError {
  /** The limit that was exceeded. */
  readonly limitMs: number;
}

function timeoutError(timeout: Timeout, limitMs: number, options?: ErrorOptions): TimeoutError {
  const error = policyError(new Refusal(timeout, 'timeout'), options);
  error.message += ` after ${limitMs} ms`;
  return Object.assign(error, { name: 'TimeoutError', limitMs });
}

/** Bounds how long a call takes: outside a retry all attempts together, inside it each of them. */
export class Timeout extends Policy<WithLimit> {
  /** @internal */ readonly limit: AdaptiveLimit;
  /** @internal */ readonly timers: Timers;

  constructor(options: TimeoutOptions) {
    super('timeout', defaults, options);
    const { clock, limit } = this.settings;
    this.limit = typeof limit === 'number' ? { limitMs: () => limit } : limit;
    this.timers = timersOf(clock);
  }

  /** The limit for the next call. */
  get limitMs(): number {
    return this.limit.limitMs();
  }

  /** @internal Tells an adaptive limit how long a call took. */
  record(durationMs: number): void {
    try {
      this.limit.record?.(durationMs);
    } catch (error) {
      this.emit?.('fault', { error });
    }
  }

  override dispose(): void {
    this.timers.sweep();
  }

  /** @internal */
  start(scope: Scope, outer: Frame, next: Step): unknown {
    const { deadlines } = this.settings;
    let { limitMs } = this;
    // What is compared with infinity is no small integer any more, and costs memory in every call.
    if (deadlines) limitMs = Math.min(limitMs, deadlines.remainingMs() ?? Infinity);
    if (limitMs <= 0) return refuse(this, outer, 'deadline-exceeded');
    const frame = new TimeoutFrame(this, scope, outer);
    return deadlines
      ? deadlines.within(limitMs, () => frame.run(limitMs, next))
      : frame.run(limitMs, next);
  }
}

type Resolve = (outcome: unknown) => unknown;

// One executor for all saves a closure per call, and only `resolve` is needed: a failure is a promise
// that rejects.
let latestResolve: Resolve;
const keepResolve = (resolve: Resolve): void => {
  latestResolve = resolve;
};

class TimeoutFrame extends InnerScope implements Frame, Expiring {
  startedAt!: number;
  before: Linked = this;
  after: Linked = this;
  private readonly policy: Timeout;
  /** Who waits for the outcome; nobody once it is over. */
  private outer: Frame | undefined;
  private resolve: Resolve | undefined;
  /** Set when it has expired. */
  private limitMs: number | undefined;

  constructor(policy: Timeout, scope: Scope, outer: Frame) {
    super(scope, scope.lease, scope.attempt);
    this.policy = policy;
    this.outer = outer;
  }

  run(limitMs: number, next: Step): unknown {
    const { settings, timers } = this.policy;
    timers.start(this, limitMs);
    if (settings.mode === 'cooperate') return next.start(this, this);
    // Only a caller's own signal is worth watching: a timeout further out reports for itself.
    if (this.options?.signal) this.watch();
    const outcome = new Promise(keepResolve);
    this.resolve = latestResolve;
    next.start(this, this);
    return outcome;
  }

  expire(limitMs: number): void {
    const { policy } = this;
    this.limitMs = limitMs;
    policy.record(limitMs);
    policy.emit?.('timeout', { limitMs });
    this.abort(timeoutError(policy, limitMs));
  }

  override abort(reason: unknown): void {
    // Before anybody inside hears of it: nobody waits for them any more.
    const outer = this.resolve && this.over();
    super.abort(reason);
    if (outer) (this.resolve as Resolve)(outer.ended('ofError', reason));
  }

  ended(as: Ending, end: unknown): unknown {
    const { limitMs, policy, startedAt } = this;
    const outer = this.over();
    if (!outer) return undefined;
    let told = end;
    if (as === 'ofValue') {
      // What comes after the limit has been noted as late; by how much is not known any more.
      if (policy.limit.record && !limitMs) {
        policy.record(policy.settings.clock.now() - startedAt);
      }
    } else if (limitMs && end !== this.aborted?.reason) {
      // Work that cooperates may end with an error of its own making.
      told = timeoutError(policy, limitMs, { cause: errorOf(end) });
    }
    const outcome = outer.ended(as, told);
    return this.resolve ? this.resolve(outcome) : outcome;
  }

  /** Nothing is left to do; returns who waits for the outcome, the first time. */
  private over(): Frame | undefined {
    const outer = this.outer;
    this.outer = undefined;
    unlink(this);
    this.close();
    return outer;
  }
}

/** Makes a timeout. */
export function timeout(options: TimeoutOptions | number): Timeout {
  return new Timeout(typeof options === 'number' ? { limit: options } : options);
}
