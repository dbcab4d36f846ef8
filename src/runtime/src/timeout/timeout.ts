import { systemClock, type Clock } from '../core/clock.js';
import { deferred, latestResolve, type Resolve } from '../core/deferred.js';
import { errorOf, PolicyError, Refusal } from '../core/errors.js';
import { InnerScope } from '../core/inner-scope.js';
import { Policy } from '../core/policy.js';
import type { Frame, Scope, Step } from '../core/scope.js';
import { checkNumber, settingsOf } from '../core/settings.js';
import {
  expireAfter,
  stopExpiring,
  sweepTimers,
  type Expiring,
  type TimerList,
} from '../core/timers.js';

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

  constructor({ name, limit, ...given }: TimeoutOptions) {
    super(name);
    if (typeof limit === 'number') checkNumber('limit', limit);
    this.limit = typeof limit === 'number' ? { limitMs: () => limit } : limit;
    this.settings = settingsOf(defaults, given);
  }

  get kind(): 'timeout' {
    return 'timeout';
  }

  /** The limit for the next call. */
  get limitMs(): number {
    return this.limit.limitMs();
  }

  override dispose(): void {
    sweepTimers(this.settings.clock);
  }

  /** @internal */
  start(scope: Scope, outer: Frame, next: Step): unknown {
    const { deadlines } = this.settings;
    const remainingMs = deadlines?.remainingMs();
    const { limitMs: ownMs } = this;
    const limitMs = remainingMs === undefined ? ownMs : Math.min(ownMs, remainingMs);
    if (limitMs <= 0) {
      const code = 'deadline-exceeded';
      this.emit?.('rejected', { code });
      return outer.fail(new Refusal(this, code));
    }
    const frame = new TimeoutFrame(this, scope, outer);
    return deadlines
      ? deadlines.within(limitMs, () => frame.run(limitMs, next))
      : frame.run(limitMs, next);
  }
}

class TimeoutFrame extends InnerScope implements Frame, Expiring {
  due = 0;
  list: TimerList | undefined = undefined;
  before: Expiring | undefined = undefined;
  after: Expiring | undefined = undefined;
  readonly #timeout: Timeout;
  readonly #outer: Frame;
  #resolve: Resolve | undefined = undefined;
  #phase: 'running' | 'expired' | 'over' = 'running';

  constructor(timeout: Timeout, scope: Scope, outer: Frame) {
    super(scope, scope.lease);
    this.#timeout = timeout;
    this.#outer = outer;
  }

  run(limitMs: number, next: Step): unknown {
    const { clock, mode } = this.#timeout.settings;
    expireAfter(clock, limitMs, this);
    if (mode === 'cooperate') return next.start(this, this);
    // Only a caller's own signal is worth watching: a timeout further out reports for itself.
    if (this.options?.signal) this.watch();
    const outcome = deferred();
    this.#resolve = latestResolve();
    next.start(this, this);
    return outcome;
  }

  expire(): void {
    const limitMs = this.#limitMs;
    this.#phase = 'expired';
    this.#timeout.limit.record?.(limitMs);
    this.#timeout.emit?.('timeout', { limitMs });
    this.abort(new TimeoutError(this.#timeout.name, limitMs));
  }

  override abort(reason: unknown): void {
    const abandons = this.#resolve && this.#phase !== 'over';
    // Before anybody inside hears of it: nobody waits for them any more.
    if (abandons) this.#phase = 'over';
    super.abort(reason);
    if (abandons) this.#end(this.#outer.fail(reason));
  }

  succeed(value: unknown): unknown {
    const { limit, settings } = this.#timeout;
    // What comes after the limit has been noted as late; by how much is not known any more.
    if (limit.record && this.due > 0)
      limit.record(this.#limitMs - (this.due - settings.clock.now()));
    return this.#phase === 'over' ? undefined : this.#end(this.#outer.succeed(value));
  }

  fail(reason: unknown): unknown {
    if (this.#phase === 'over') return undefined;
    // Work that cooperates may end with an error of its own making.
    const foreign = this.#phase === 'expired' && reason !== this.aborted?.reason;
    return this.#end(this.#outer.fail(foreign ? this.#expired(reason) : reason));
  }

  get #limitMs(): number {
    return this.list?.ms ?? 0;
  }

  #expired(reason: unknown): TimeoutError {
    return new TimeoutError(this.#timeout.name, this.#limitMs, { cause: errorOf(reason) });
  }

  #end(outcome: unknown): unknown {
    this.#phase = 'over';
    stopExpiring(this);
    this.close();
    if (!this.#resolve) return outcome;
    this.#resolve(outcome);
    return undefined;
  }
}

/** Makes a timeout. */
export function timeout(options: TimeoutOptions | number): Timeout {
  return new Timeout(typeof options === 'number' ? { limit: options } : options);
}
