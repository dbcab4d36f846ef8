import { fullJitter, type Backoff } from '../core/backoff.js';
import { systemClock, type Clock } from '../core/clock.js';
import { errorOf, isOwnRejection } from '../core/errors.js';
import { abortOf, InnerScope } from '../core/inner-scope.js';
import { judge } from '../core/judge.js';
import type { OutcomeClassifier } from '../core/outcome.js';
import { Policy } from '../core/policy.js';
import type { Ending, Frame, Lease, Scope, Step } from '../core/scope.js';
import { timersOf } from '../core/timers.js';
import { Wait } from '../core/wait.js';
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
export class Retry extends Policy<Settings> {
  constructor(options: RetryOptions) {
    super('retry', defaults, options);
  }

  /** @internal */
  start(scope: Scope, outer: Frame, next: Step): unknown {
    try {
      this.settings.budget?.deposit();
    } catch (error) {
      this.emit?.('fault', { error });
    }
    // The first attempt needs no scope of its own.
    const frame = new RetryFrame(this, scope, outer);
    frame.next = next;
    return next.start(scope, frame);
  }
}

class RetryFrame implements Frame {
  private readonly policy: Retry;
  private readonly scope: Scope;
  private readonly outer: Frame;
  // What is inside puts another in its place.
  private readonly lease: Lease | undefined;
  next: Step | undefined;
  // Absent until a call is repeated.
  private latest: InnerScope | undefined;
  /** What backoff said last. */
  private delayMs: number | undefined;

  constructor(policy: Retry, scope: Scope, outer: Frame) {
    this.policy = policy;
    this.scope = scope;
    this.outer = outer;
    this.lease = scope.lease;
  }

  ended(as: Ending, end: unknown): unknown {
    const { policy, scope, outer } = this;
    this.latest?.close();
    const refused = as === 'ofError' && isOwnRejection(end);
    if (refused || judge(policy, as, end) !== 'failure') return outer.ended(as, end);
    const attempts = this.latest?.attempt ?? 1;
    const error = errorOf(end);
    const pauseMs = this.pauseAfter(attempts, error);
    if (typeof pauseMs === 'string') {
      policy.emit?.('exhausted', { attempts, end: error, why: pauseMs });
      return outer.ended(as, end);
    }
    const next = (this.latest = new InnerScope(scope, this.lease, attempts + 1));
    policy.emit?.('retry', { attempt: next.attempt, delayMs: pauseMs, end: error });
    return new Promise((resolve) => {
      const wait = new Wait(scope, (aborted) => {
        resolve(
          aborted ? outer.ended('ofError', aborted.reason) : (this.next as Step).start(next, this),
        );
      });
      timersOf(policy.settings.clock).start(wait, pauseMs);
    });
  }

  /** How long to wait, or why there is no further attempt. The budget comes last: asking it costs. */
  private pauseAfter(attempt: number, end: unknown): number | string {
    const { attempts, backoff, budget, clock, maxRetryAfterMs, random } = this.policy.settings;
    const { options } = this.scope;
    if (abortOf(this.scope)) return 'aborted';
    if (attempt >= attempts) return 'attempts';
    if (options?.effect === 'write' && !options.idempotent) return 'write';
    try {
      const askedMs = retryAfterOf(end, clock.date());
      if (askedMs > maxRetryAfterMs) return 'retry-after';
      this.delayMs = backoff(attempt, this.delayMs ?? 0, random);
      // Added, so that clients which were told the same pause do not come back together.
      return budget?.withdraw() === false ? 'budget' : askedMs + this.delayMs;
    } catch (error) {
      this.policy.emit?.('fault', { error });
      return 'fault';
    }
  }
}

/** Makes a retry. */
export function retry(options: RetryOptions = {}): Retry {
  return new Retry(options);
}
