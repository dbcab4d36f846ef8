import { systemClock, type Clock } from '../core/clock.js';
import type { PolicyErrorCode } from '../core/errors.js';
import { append, unlink, type Linked } from '../core/linked.js';
import { Policy, refuse } from '../core/policy.js';
import type { Abort, Ending, Frame, Lease, Scope, Step } from '../core/scope.js';
import { checkNumber } from '../core/settings.js';
import { timersOf } from '../core/timers.js';
import { Wait } from '../core/wait.js';

interface Settings {
  /** Longer than that nobody waits for a permit. Default: as long as it takes. */
  readonly queueMs?: number | undefined;
  readonly clock: Clock;
}

/** Settings of a bulkhead. */
export interface BulkheadOptions extends Partial<Settings> {
  readonly name?: string;
  /** Calls that may run at the same time. */
  readonly limit: number;
  /** Calls that may wait for a permit. Default: none. */
  readonly queue?: number;
}

type WithLimit = Settings & Pick<BulkheadOptions, 'limit'>;

// The limit is always given.
const defaults = { clock: systemClock } as WithLimit;

/**
 * Bounds how many calls run at the same time, so that one slow dependency does not take everything.
 * A permit is held until the work has settled, even if its caller was let go by a timeout.
 */
export class Bulkhead extends Policy<WithLimit> implements Linked {
  // It is the list of those who wait: whoever comes after it waits longest.
  /** @internal */ before: Linked = this;
  /** @internal */ after: Linked = this;
  /** Permits in all. */
  readonly limit: number;
  readonly #queue: number;
  #running = 0;
  #queued = 0;
  #handing = false;

  constructor({ queue = 0, ...options }: BulkheadOptions) {
    super('bulkhead', defaults, options);
    // No queue is a queue of nobody.
    checkNumber('queue', queue || 1);
    this.limit = this.settings.limit;
    this.#queue = queue;
  }

  /** Calls that hold a permit. */
  get running(): number {
    return this.#running;
  }

  /** Calls that wait for a permit. */
  get queued(): number {
    return this.#queued;
  }

  /** @internal */
  start(scope: Scope, outer: Frame, next: Step): unknown {
    // Whoever comes while others wait waits behind them, even if a permit is free this very moment.
    if (this.#running < this.limit && !this.#queued) return this.#admit(scope, outer, next);
    if (this.#queued < this.#queue) return this.#enqueue(scope, outer, next);
    return refuse(this, outer, 'bulkhead-full');
  }

  override dispose(): void {
    while (this.#queued) (this.after as Place).leave('disposed');
  }

  /** @internal A permit came back: it goes to whoever waits longest. */
  release(): void {
    this.#running--;
    // Work that ends at once would make this a recursion as deep as the queue.
    if (this.#handing) return;
    this.#handing = true;
    while (this.#queued && this.#running < this.limit) (this.after as Place).leave();
    this.#handing = false;
  }

  #enqueue(scope: Scope, outer: Frame, next: Step): Promise<unknown> {
    const { clock, queueMs } = this.settings;
    return new Promise((resolve) => {
      const wait = new Wait(scope, (aborted) => {
        place.leave('bulkhead-queue-timeout', aborted);
      });
      // Its neighbours come with its place in the list.
      const place = {
        // In constant time, wherever in the queue it is.
        leave: (code, aborted) => {
          this.#queued--;
          unlink(place);
          wait.stop();
          if (aborted) resolve(outer.ended('ofError', aborted.reason));
          else resolve(code ? refuse(this, outer, code) : this.#admit(scope, outer, next));
        },
      } as Place;
      append(this, place);
      this.#queued++;
      this.emit?.('queued', { queued: this.#queued });
      if (queueMs) timersOf(clock).start(wait, queueMs);
    });
  }

  #admit(scope: Scope, outer: Frame, next: Step): unknown {
    this.#running++;
    const permit = (scope.lease = new Permit(this, scope.lease, outer));
    return next.start(scope, permit);
  }
}

/** A permit, held by a call and by all work that was started for it. */
class Permit implements Lease, Frame {
  private readonly policy: Bulkhead;
  readonly #enclosing: Lease | undefined;
  private readonly outer: Frame;
  // The call itself is the first piece of work.
  #work = 1;

  constructor(policy: Bulkhead, enclosing: Lease | undefined, outer: Frame) {
    this.policy = policy;
    this.#enclosing = enclosing;
    this.outer = outer;
  }

  holdFor(outer: Frame): Frame {
    // With nothing in between, the call and its work end together.
    if (outer === this && !this.#enclosing) return this;
    this.#work++;
    const frame = this.#enclosing?.holdFor(outer) ?? outer;
    return { ended: (as, end) => this.over(frame, as, end) };
  }

  ended(as: Ending, end: unknown): unknown {
    return this.over(this.outer, as, end);
  }

  /** A piece of work is over. */
  private over(outer: Frame, as: Ending, end: unknown): unknown {
    if (--this.#work === 0) this.policy.release();
    return outer.ended(as, end);
  }
}

/** Somebody's place in the queue. */
interface Place extends Linked {
  /** Leaves with a permit, refused for a reason, or since nobody waits any more. */
  leave(code?: PolicyErrorCode, aborted?: Abort): void;
}

/** Makes a bulkhead: `bulkhead(20)`, or with a queue. */
export function bulkhead(options: BulkheadOptions | number): Bulkhead {
  return new Bulkhead(typeof options === 'number' ? { limit: options } : options);
}
