import { systemClock, type Clock } from '../core/clock.js';
import { deferred, latestResolve, type Resolve } from '../core/deferred.js';
import { errorOf, PolicyError } from '../core/errors.js';
import { InnerScope } from '../core/inner-scope.js';
import type { Linked } from '../core/linked.js';
import { Policy, refuse } from '../core/policy.js';
import type { Frame, Scope, Step } from '../core/scope.js';
import { checkNumber, settingsOf } from '../core/settings.js';
import { stopExpiring, timersOf, type Expiring, type Timers } from '../core/timers.js';

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

const defaults: Settings = { mode: 'abandon', clock: systemClock };

/** The error of a call that took too long. */
export class TimeoutError extends PolicyError {
  /** The limit that was exceeded. */
  readonly limitMs: number;

  constructor(policy: string, limitMs: number, options?: ErrorOptions) {
    super({ code: 'timeout', kind: 'timeout', policy }, options);
    // What platforms call it when AbortSignal.timeout expires.
    this.name = 'TimeoutError';
    this.message += ` after ${limitMs} ms`;
    this.limitMs = limitMs;
  }
}

/** Bounds how long a call takes: outside a retry all attempts together, inside it each of them. */
export class Timeout extends Policy {
  /** @internal */ readonly limit: AdaptiveLimit;
  /** @internal */ readonly settings: Settings;
  /** @internal */ readonly timers: Timers;

  constructor({ name, limit, ...given }: TimeoutOptions) {
    super(name);
    if (typeof limit === 'number') checkNumber('limit', limit);
    this.limit = typeof limit === 'number' ? { limitMs: () => limit } : limit;
    this.settings = settingsOf(defaults, given);
    this.timers = timersOf(this.settings.clock);
  }

  get kind(): 'timeout' {
    return 'timeout';
  }

  /** The limit for the next call. */
  get limitMs(): number {
    return this.limit.limitMs();
  }

  override dispose(): void {
    this.timers.sweep();
  }

  /** @internal */
  start(scope: Scope, outer: Frame, next: Step): unknown {
    const { deadlines } = this.settings;
    const limitMs = Math.min(this.limitMs, deadlines?.remainingMs() ?? Infinity);
    if (limitMs <= 0) return refuse(this, outer, 'deadline-exceeded');
    const frame = new TimeoutFrame(this, scope, outer);
    return deadlines
      ? deadlines.within(limitMs, () => frame.run(limitMs, next))
      : frame.run(limitMs, next);
  }
}

class TimeoutFrame extends InnerScope implements Frame, Expiring {
  /** 0 while it runs: expired. */
  due = 0;
  waitMs = 0;
  before: Linked = this;
  after: Linked = this;
  readonly #timeout: Timeout;
  /** Who waits for the outcome; nobody once it is over. */
  #outer: Frame | undefined;
  #resolve: Resolve | undefined = undefined;

  constructor(timeout: Timeout, scope: Scope, outer: Frame) {
    super(scope, scope.lease);
    this.#timeout = timeout;
    this.#outer = outer;
  }

  run(limitMs: number, next: Step): unknown {
    const { settings, timers } = this.#timeout;
    timers.start(this, limitMs);
    if (settings.mode === 'cooperate') return next.start(this, this);
    // Only a caller's own signal is worth watching: a timeout further out reports for itself.
    if (this.options?.signal) this.watch();
    const outcome = deferred();
    this.#resolve = latestResolve();
    next.start(this, this);
    return outcome;
  }

  expire(): void {
    const { limit, name } = this.#timeout;
    const limitMs = this.waitMs;
    limit.record?.(limitMs);
    this.#timeout.emit?.('timeout', { limitMs });
    this.abort(new TimeoutError(name, limitMs));
  }

  override abort(reason: unknown): void {
    const outer = this.#outer;
    // Before anybody inside hears of it: nobody waits for them any more.
    if (this.#resolve) this.#outer = undefined;
    super.abort(reason);
    if (this.#resolve && outer) this.end(outer.fail(reason));
  }

  succeed(value: unknown): unknown {
    const outer = this.#outer;
    if (!outer) return undefined;
    const { limit, settings } = this.#timeout;
    // What comes after the limit has been noted as late; by how much is not known any more.
    if (this.due) limit.record?.(this.waitMs - (this.due - settings.clock.now()));
    this.#outer = undefined;
    return this.end(outer.succeed(value));
  }

  fail(reason: unknown): unknown {
    const outer = this.#outer;
    if (!outer) return undefined;
    // Work that cooperates may end with an error of its own making.
    const foreign = !this.due && reason !== this.aborted?.reason;
    const options = foreign && { cause: errorOf(reason) };
    this.#outer = undefined;
    return this.end(
      outer.fail(options ? new TimeoutError(this.#timeout.name, this.waitMs, options) : reason),
    );
  }

  private end(outcome: unknown): unknown {
    stopExpiring(this);
    this.close();
    return this.#resolve ? this.#resolve(outcome) : outcome;
  }
}

/** Makes a timeout. */
export function timeout(options: TimeoutOptions | number): Timeout {
  return new Timeout(typeof options === 'number' ? { limit: options } : options);
}
