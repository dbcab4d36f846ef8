import { systemClock, type Clock } from '../core/clock.js';
import type { PolicyErrorCode } from '../core/errors.js';
import { abortListeners, type Abortable } from '../core/inner-scope.js';
import { append, unlink, type Linked } from '../core/linked.js';
import { Policy, refuse } from '../core/policy.js';
import type { Frame, Lease, Scope, Step } from '../core/scope.js';
import { checkNumber, settingsOf } from '../core/settings.js';
import { Pause, stopExpiring, timersOf } from '../core/timers.js';

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

const defaults: Settings = { clock: systemClock };

/**
 * Bounds how many calls run at the same time, so that one slow dependency does not take everything.
 * A permit is held until the work has settled, even if its caller was let go by a timeout.
 */
export class Bulkhead extends Policy implements Linked {
  // It is the list of those who wait: whoever comes after it waits longest.
  /** @internal */ before: Linked = this;
  /** @internal */ after: Linked = this;
  /** Permits in all. */
  readonly limit: number;
  readonly #queue: number;
  readonly #settings: Settings;
  #running = 0;
  #queued = 0;
  #handing = false;

  constructor({ name, limit, queue = 0, ...given }: BulkheadOptions) {
    super(name);
    checkNumber('limit', limit);
    // No queue is a queue of nobody.
    checkNumber('queue', queue + 1);
    this.limit = limit;
    this.#queue = queue;
    this.#settings = settingsOf(defaults, given);
  }

  get kind(): 'bulkhead' {
    return 'bulkhead';
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
    if (this.#queued >= this.#queue) return refuse(this, outer, 'bulkhead-full');
    return new Promise((resolve) => {
      append(this, new Waiter(this, { scope, outer, next, resolve }));
      this.#queued++;
      this.emit?.('queued', { queued: this.#queued });
    });
  }

  override dispose(): void {
    while (this.#queued) (this.after as Waiter).dismiss('disposed');
  }

  /** @internal When a waiter has to leave, where that is bounded. */
  startQueueTimer(pause: Pause): void {
    const { clock, queueMs } = this.#settings;
    if (queueMs !== undefined) timersOf(clock).start(pause, queueMs);
  }

  /** @internal Takes a waiter out of the queue, in constant time. */
  leave(waiter: Waiter): void {
    this.#queued--;
    unlink(waiter);
    stopExpiring(waiter.pause);
    waiter.around?.delete(waiter);
  }

  /** @internal A permit came back: it goes to whoever waits longest. */
  release(): void {
    this.#running--;
    // Work that ends at once would make this a recursion as deep as the queue.
    if (this.#handing) return;
    this.#handing = true;
    while (this.#queued && this.#running < this.limit) {
      const waiter = this.after as Waiter;
      const { scope, outer, next, resolve } = waiter.call;
      this.leave(waiter);
      resolve(this.#admit(scope, outer, next));
    }
    this.#handing = false;
  }

  #admit(scope: Scope, outer: Frame, next: Step): unknown {
    this.#running++;
    const permit = new Permit(this, outer, scope.lease);
    scope.lease = permit;
    return next.start(scope, permit);
  }
}

/** A permit, held by a call and by all work that was started for it. */
class Permit implements Frame, Lease {
  readonly #bulkhead: Bulkhead;
  readonly #outer: Frame;
  readonly #enclosing: Lease | undefined;
  // The call itself counts as one piece of work.
  #work = 1;

  constructor(bulkhead: Bulkhead, outer: Frame, enclosing: Lease | undefined) {
    this.#bulkhead = bulkhead;
    this.#outer = outer;
    this.#enclosing = enclosing;
  }

  workStarted(): void {
    this.#work++;
    this.#enclosing?.workStarted();
  }

  workSettled(): void {
    this.partOver();
    this.#enclosing?.workSettled();
  }

  succeed(value: unknown): unknown {
    this.partOver();
    return this.#outer.succeed(value);
  }

  fail(reason: unknown): unknown {
    this.partOver();
    return this.#outer.fail(reason);
  }

  private partOver(): void {
    if (--this.#work === 0) this.#bulkhead.release();
  }
}

interface WaitingCall {
  readonly scope: Scope;
  readonly outer: Frame;
  readonly next: Step;
  readonly resolve: (outcome: unknown) => void;
}

/** A call in the queue. */
class Waiter implements Linked, Abortable {
  before: Linked = this;
  after: Linked = this;
  readonly call: WaitingCall;
  readonly pause: Pause;
  readonly around: Set<Abortable> | undefined;
  readonly #bulkhead: Bulkhead;

  constructor(bulkhead: Bulkhead, call: WaitingCall) {
    this.#bulkhead = bulkhead;
    this.call = call;
    this.around = abortListeners(call.scope)?.add(this);
    this.pause = new Pause(() => {
      this.dismiss('bulkhead-queue-timeout');
    });
    bulkhead.startQueueTimer(this.pause);
  }

  /** Goes without a permit. */
  dismiss(code: PolicyErrorCode): void {
    this.#bulkhead.leave(this);
    this.call.resolve(refuse(this.#bulkhead, this.call.outer, code));
  }

  abort(reason: unknown): void {
    this.#bulkhead.leave(this);
    this.call.resolve(this.call.outer.fail(reason));
  }
}

/** Makes a bulkhead: `bulkhead(20)`, or with a queue. */
export function bulkhead(options: BulkheadOptions | number): Bulkhead {
  return new Bulkhead(typeof options === 'number' ? { limit: options } : options);
}
