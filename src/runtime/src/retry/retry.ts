import { fullJitter, type Backoff } from '../core/backoff.js';
import { systemClock, type Clock } from '../core/clock.js';
import { errorOf, isOwnRejection } from '../core/errors.js';
import { abortListeners, abortOf, AttemptScope, type Abortable } from '../core/inner-scope.js';
import type { OutcomeClassifier } from '../core/outcome.js';
import { judge, Policy } from '../core/policy.js';
import type { Frame, Lease, Scope, Step } from '../core/scope.js';
import { settingsOf } from '../core/settings.js';
import { Pause, stopExpiring, timersOf } from '../core/timers.js';
import { retryAfterOf } from './retry-after.js';
import type { RetryBudget } from './retry-budget.js';

interface Settings {
  /** Attempts in all, the first included. Default: 3. */
  readonly attempts: number;
  /** How long to wait between attempts. Default: 200 ms, doubling up to 10 s, full jitter. */
  readonly backoff: Backoff;
  /** What is worth another attempt: failures are. Default: every error. */
  readonly outcome?: OutcomeClassifier | undefined;
  /** Bounds retries to a share of the traffic; share it between retries of one dependency. */
  readonly budget?: RetryBudget | undefined;
  /** A server that asks for a longer pause is not called again. Default: a minute. */
  readonly maxRetryAfterMs: number;
  readonly clock: Clock;
  readonly random: () => number;
}

/** Settings of a retry. */
export interface RetryOptions extends Partial<Settings> {
  readonly name?: string;
}

const defaults: Settings = {
  attempts: 3,
  backoff: /* @__PURE__ */ fullJitter(200, 10_000),
  maxRetryAfterMs: 60_000,
  clock: systemClock,
  random: Math.random,
};

/** Calls again what failed, unless that could do harm. */
export class Retry extends Policy {
  /** @internal */ readonly settings: Settings;

  constructor({ name, ...given }: RetryOptions) {
    super(name);
    this.settings = settingsOf(defaults, given);
  }

  get kind(): 'retry' {
    return 'retry';
  }

  /** @internal */
  start(scope: Scope, outer: Frame, next: Step): unknown {
    this.settings.budget?.deposit();
    // The first attempt needs no scope of its own.
    return next.start(scope, new RetryFrame(this, scope, outer, next));
  }
}

class RetryFrame implements Frame {
  readonly #retry: Retry;
  readonly #scope: Scope;
  readonly #outer: Frame;
  readonly #next: Step;
  readonly #lease: Lease | undefined;
  #latest: Attempt | undefined = undefined;

  constructor(retry: Retry, scope: Scope, outer: Frame, next: Step) {
    this.#retry = retry;
    this.#scope = scope;
    this.#outer = outer;
    this.#next = next;
    // What is inside puts another in its place.
    this.#lease = scope.lease;
  }

  succeed(value: unknown): unknown {
    return this.again('ofValue', value) ?? this.#outer.succeed(value);
  }

  fail(reason: unknown): unknown {
    return this.again('ofError', reason) ?? this.#outer.fail(reason);
  }

  /** What comes of another attempt, where one is made. */
  private again(ask: keyof OutcomeClassifier, end: unknown): Promise<unknown> | undefined {
    const { settings } = this.#retry;
    this.#latest?.close();
    if (ask === 'ofError' && isOwnRejection(end)) return undefined;
    if (judge(this.#retry, settings.outcome, ask, end) !== 'failure') return undefined;
    const next = new Attempt(this.#scope, this.#lease, (this.#latest?.attempt ?? 1) + 1);
    const error = errorOf(end);
    const why = this.obstacleTo(next, error);
    if (why === undefined) return this.pauseBefore(next, error);
    this.#retry.emit?.('exhausted', { attempts: next.attempt - 1, end: error, why });
    return undefined;
  }

  /** Why there is no further attempt. The budget comes last: asking it costs. */
  private obstacleTo(next: Attempt, end: unknown): string | undefined {
    const { attempts, backoff, budget, clock, maxRetryAfterMs, random } = this.#retry.settings;
    const { effect, idempotent } = this.#scope.options ?? {};
    if (abortOf(this.#scope)) return 'aborted';
    if (next.attempt > attempts) return 'attempts';
    if (effect === 'write' && !idempotent) return 'write';
    try {
      const askedMs = retryAfterOf(end, clock.date()) ?? 0;
      if (askedMs > maxRetryAfterMs) return 'retry-after';
      next.delayMs = backoff(next.attempt - 1, this.#latest?.delayMs ?? 0, random);
      // Added, so that clients which were told the same pause do not come back together.
      next.pauseMs = askedMs + next.delayMs;
      return budget?.withdraw() === false ? 'budget' : undefined;
    } catch (error) {
      this.#retry.emit?.('fault', { error });
      return 'fault';
    }
  }

  private pauseBefore(next: Attempt, end: unknown): Promise<unknown> {
    const { attempt, pauseMs } = next;
    this.#latest = next;
    this.#retry.emit?.('retry', { attempt, delayMs: pauseMs, end });
    return new Promise((resolve) => {
      const around = abortListeners(this.#scope);
      const pause = new Pause(() => {
        around?.delete(pauseOrAbort);
        resolve(this.#next.start(next, this));
      });
      const pauseOrAbort: Abortable = {
        abort: (reason) => {
          around?.delete(pauseOrAbort);
          stopExpiring(pause);
          resolve(this.#outer.fail(reason));
        },
      };
      around?.add(pauseOrAbort);
      timersOf(this.#retry.settings.clock).start(pause, pauseMs);
    });
  }
}

/** A second or later attempt. */
class Attempt extends AttemptScope {
  /** What backoff said. */
  delayMs = 0;
  /** That, and what the server asked for. */
  pauseMs = 0;
}

/** Makes a retry. */
export function retry(options: RetryOptions = {}): Retry {
  return new Retry(options);
}
