import { systemClock, type Clock } from '../core/clock.js';
import { abortListeners, abortOf, InnerScope } from '../core/inner-scope.js';
import { Policy } from '../core/policy.js';
import type { Abortable, Frame, Lease, Scope, Step } from '../core/scope.js';
import { unlink } from '../core/linked.js';
import { Pause, timersOf } from '../core/timers.js';
import type { RetryBudget } from '../retry/retry-budget.js';
import type { AdaptiveLimit } from '../timeout/timeout.js';

interface Settings {
  /** Calls in all, the first included. Default: 2. */
  readonly attempts: number;
  /** Bounds hedged calls to a share of the traffic. */
  readonly budget?: RetryBudget | undefined;
  readonly clock: Clock;
}

/** Settings of a hedge. */
export interface HedgeOptions extends Partial<Settings> {
  readonly name?: string;
  /**
   * When a call has not answered after this time, a second one starts beside it: milliseconds, or
   * a latency percentile (`latencyPercentile({ percentile: 0.95, … })`).
   */
  readonly after: number | AdaptiveLimit;
}

type WithAfter = Settings & Pick<HedgeOptions, 'after'>;

// The time is always given.
const defaults = { attempts: 2, clock: systemClock } as WithAfter;

/**
 * Starts a second call beside a slow one and takes the first answer. Only for what may be done
 * twice: writes are not hedged unless they are idempotent.
 */
export class Hedge extends Policy<WithAfter> {
  /** @internal */ readonly after: AdaptiveLimit;

  constructor(options: HedgeOptions) {
    super('hedge', defaults, options);
    const { after } = this.settings;
    this.after = typeof after === 'number' ? { limitMs: () => after } : after;
  }

  /** @internal */
  start(scope: Scope, outer: Frame, next: Step): unknown {
    const { effect, idempotent } = scope.options ?? {};
    if (effect === 'write' && !idempotent) return next.start(scope, outer);
    this.settings.budget?.deposit();
    return new Promise((resolve) => {
      new Race(this, scope, { outer, next, resolve }).begin();
    });
  }
}

interface Around {
  readonly outer: Frame;
  readonly next: Step;
  readonly resolve: (outcome: unknown) => void;
}

/** Calls that run beside each other, until one answers or all have failed. */
class Race implements Abortable {
  readonly #hedge: Hedge;
  readonly #scope: Scope;
  readonly #around: Around;
  readonly #lease: Lease | undefined;
  readonly #startedAt: number;
  readonly #running = new Set<InnerScope>();
  readonly #pause: Pause;
  readonly #listeners: Set<Abortable> | undefined;
  #attempts = 0;
  #over = false;

  constructor(hedge: Hedge, scope: Scope, around: Around) {
    this.#hedge = hedge;
    this.#scope = scope;
    this.#around = around;
    this.#lease = scope.lease;
    this.#listeners = abortListeners(scope);
    this.#startedAt = hedge.settings.clock.now();
    this.#pause = new Pause(() => {
      this.#hedgeOnce();
    });
  }

  begin(): void {
    this.#listeners?.add(this);
    this.#startAnother();
  }

  /** Nobody waits any more. */
  abort(reason: unknown): void {
    this.#end(this.#around.outer.ended('ofError', reason), reason);
  }

  #startAnother(): void {
    const { attempts, clock } = this.#hedge.settings;
    const scope = new InnerScope(this.#scope, this.#lease, ++this.#attempts);
    this.#running.add(scope);
    if (this.#attempts < attempts) {
      this.#ask(() => {
        timersOf(clock).start(this.#pause, this.#hedge.after.limitMs());
      });
    }
    this.#around.next.start(scope, {
      ended: (as, end) => {
        this.#finished(scope);
        // While another call runs, its answer may still come.
        if (!this.#over && (as === 'ofValue' || this.#running.size === 0)) {
          this.#end(this.#around.outer.ended(as, end), new Error('another call won'));
        }
      },
    });
  }

  #hedgeOnce(): void {
    const { budget } = this.#hedge.settings;
    if (abortOf(this.#scope) || !this.#ask(() => !budget || budget.withdraw())) return;
    this.#hedge.emit?.('hedged', { attempt: this.#attempts + 1 });
    this.#startAnother();
  }

  #finished(scope: InnerScope): void {
    const { clock } = this.#hedge.settings;
    this.#running.delete(scope);
    scope.close();
    this.#ask(() => this.#hedge.after.record?.(clock.now() - this.#startedAt));
  }

  /** Code of the user may throw: the calls that run go on. */
  #ask<T>(ask: () => T): T | undefined {
    try {
      return ask();
    } catch (error) {
      this.#hedge.emit?.('fault', { error });
      return undefined;
    }
  }

  #end(outcome: unknown, reason: unknown): void {
    this.#over = true;
    unlink(this.#pause);
    this.#listeners?.delete(this);
    for (const loser of this.#running) loser.abort(reason);
    this.#around.resolve(outcome);
  }
}

/** Makes a hedge. */
export function hedge(options: HedgeOptions): Hedge {
  return new Hedge(options);
}
