import { fullJitter, type Backoff } from '../core/backoff.js';
import { systemClock, type Clock } from '../core/clock.js';
import { errorOf, isOwnRejection } from '../core/errors.js';
import { abortOf, AttemptScope, whenAborted } from '../core/inner-scope.js';
import type { Outcome, OutcomeClassifier } from '../core/outcome.js';
import { guarded, Policy } from '../core/policy.js';
import type { Frame, Lease, Scope, Step } from '../core/scope.js';
import { settingsOf } from '../core/settings.js';
import { expireAfter, Pause, stopExpiring } from '../core/timers.js';
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
    const frame = new RetryFrame(this, scope, outer);
    frame.next = next;
    return next.start(scope, frame);
  }
}

class RetryFrame implements Frame {
  next: Step | undefined = undefined;
  readonly #retry: Retry;
  readonly #scope: Scope;
  readonly #outer: Frame;
  readonly #lease: Lease | undefined;
  #progress: Progress | undefined = undefined;

  constructor(retry: Retry, scope: Scope, outer: Frame) {
    this.#retry = retry;
    this.#scope = scope;
    this.#outer = outer;
    this.#lease = scope.lease;
  }

  succeed(value: unknown): unknown {
    this.#progress?.scope?.close();
    const { ofValue } = this.#retry.settings.outcome ?? {};
    const judged = ofValue && guarded<Outcome>(this.#retry, () => ofValue(value), 'success');
    if (judged === 'failure' && this.#mayRetry(value)) return this.#pause(value);
    return this.#outer.succeed(value);
  }

  fail(reason: unknown): unknown {
    this.#progress?.scope?.close();
    if (!isOwnRejection(reason)) {
      const { ofError } = this.#retry.settings.outcome ?? {};
      const error = errorOf(reason);
      const judged = ofError && guarded<Outcome>(this.#retry, () => ofError(error), 'failure');
      if ((judged ?? 'failure') === 'failure' && this.#mayRetry(error)) return this.#pause(error);
    }
    return this.#outer.fail(reason);
  }

  #mayRetry(end: unknown): boolean {
    const why = this.#obstacle(end);
    if (!why) return true;
    this.#retry.emit?.('exhausted', { attempts: this.#progress?.attempt ?? 1, end, why });
    return false;
  }

  /** Why there is no further attempt. The budget comes last: asking it costs. */
  #obstacle(end: unknown): string | undefined {
    const { attempts, backoff, budget, clock, maxRetryAfterMs, random } = this.#retry.settings;
    const { effect, idempotent } = this.#scope.options ?? {};
    const { attempt, delayMs } = this.#progress ?? { attempt: 1, delayMs: 0 };
    if (abortOf(this.#scope)) return 'aborted';
    if (attempt >= attempts) return 'attempts';
    if (effect === 'write' && !idempotent) return 'write';
    const askedMs = retryAfterOf(end, clock.date()) ?? 0;
    if (askedMs > maxRetryAfterMs) return 'retry-after';
    if (budget?.withdraw() === false) return 'budget';
    const nextDelayMs = backoff(attempt, delayMs, random);
    // Added, so that clients which were told the same pause do not come back together.
    const pauseMs = askedMs + nextDelayMs;
    this.#progress = { attempt: attempt + 1, delayMs: nextDelayMs, pauseMs, scope: undefined };
    return undefined;
  }

  #pause(end: unknown): unknown {
    const { attempt = 1, pauseMs = 0 } = this.#progress ?? {};
    this.#retry.emit?.('retry', { attempt, delayMs: pauseMs, end });
    return new Promise((resolve) => {
      const pause = new Pause(() => {
        stop();
        resolve(this.#again(attempt));
      });
      const stop = whenAborted(this.#scope, (reason) => {
        stop();
        stopExpiring(pause);
        resolve(this.#outer.fail(reason));
      });
      expireAfter(this.#retry.settings.clock, pauseMs, pause);
    });
  }

  #again(attempt: number): unknown {
    const scope = new AttemptScope(this.#scope, this.#lease, attempt);
    if (this.#progress) this.#progress.scope = scope;
    return this.next?.start(scope, this);
  }
}

/** Exists only once an attempt has failed. */
interface Progress {
  readonly attempt: number;
  readonly delayMs: number;
  readonly pauseMs: number;
  scope: AttemptScope | undefined;
}

/** Makes a retry. */
export function retry(options: RetryOptions = {}): Retry {
  return new Retry(options);
}
