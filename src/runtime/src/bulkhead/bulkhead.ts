import { systemClock, type Clock } from '../core/clock.js';
import { Refusal, type PolicyErrorCode } from '../core/errors.js';
import { whenAborted } from '../core/inner-scope.js';
import { Policy } from '../core/policy.js';
import type { Frame, Lease, Scope, Step, Stop } from '../core/scope.js';
import { checkNumber, settingsOf } from '../core/settings.js';
import { expireAfter, stopExpiring, type Expiring, type TimerList } from '../core/timers.js';

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
export class Bulkhead extends Policy {
  /** Permits in all. */
  readonly limit: number;
  readonly #queue: number;
  readonly #settings: Settings;
  #running = 0;
  #queued = 0;
  #head: Waiter | undefined = undefined;
  #tail: Waiter | undefined = undefined;
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
    if (this.#running < this.limit && !this.#head) return this.#admit(scope, outer, next);
    if (this.#queued >= this.#queue) return this.#refuse(outer, 'bulkhead-full');
    return new Promise((resolve) => {
      this.#enqueue(new Waiter(this, { scope, outer, next, resolve }));
    });
  }

  override dispose(): void {
    for (let waiter = this.#head; waiter; waiter = this.#head) this.dismiss(waiter, 'disposed');
  }

  /** @internal Lets a waiter go without a permit. */
  dismiss(waiter: Waiter, code: PolicyErrorCode): void {
    this.leave(waiter);
    waiter.call.resolve(this.#refuse(waiter.call.outer, code));
  }

  /** @internal Takes a waiter out of the queue, in constant time. */
  leave(waiter: Waiter): void {
    const { ahead, behind } = waiter;
    if (ahead) ahead.behind = behind;
    else this.#head = behind;
    if (behind) behind.ahead = ahead;
    else this.#tail = ahead;
    this.#queued--;
    stopExpiring(waiter);
    waiter.unwatch();
  }

  /** @internal A permit came back: it goes to whoever waits longest. */
  release(): void {
    this.#running--;
    // Work that ends at once would make this a recursion as deep as the queue.
    if (this.#handing) return;
    this.#handing = true;
    while (this.#head && this.#running < this.limit) {
      const { call } = this.#head;
      this.leave(this.#head);
      call.resolve(this.#admit(call.scope, call.outer, call.next));
    }
    this.#handing = false;
  }

  #admit(scope: Scope, outer: Frame, next: Step): unknown {
    this.#running++;
    const permit = new Permit(this, outer, scope.lease);
    scope.lease = permit;
    return next.start(scope, permit);
  }

  #enqueue(waiter: Waiter): void {
    waiter.ahead = this.#tail;
    if (this.#tail) this.#tail.behind = waiter;
    else this.#head = waiter;
    this.#tail = waiter;
    this.#queued++;
    this.emit?.('queued', { queued: this.#queued });
    const { clock, queueMs } = this.#settings;
    if (queueMs !== undefined) expireAfter(clock, queueMs, waiter);
  }

  #refuse(outer: Frame, code: PolicyErrorCode): unknown {
    this.emit?.('rejected', { code });
    return outer.fail(new Refusal(this, code));
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
    if (--this.#work === 0) this.#bulkhead.release();
    this.#enclosing?.workSettled();
  }

  succeed(value: unknown): unknown {
    this.#callOver();
    return this.#outer.succeed(value);
  }

  fail(reason: unknown): unknown {
    this.#callOver();
    return this.#outer.fail(reason);
  }

  #callOver(): void {
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
class Waiter implements Expiring {
  due = 0;
  list: TimerList | undefined = undefined;
  before: Expiring | undefined = undefined;
  after: Expiring | undefined = undefined;
  ahead: Waiter | undefined = undefined;
  behind: Waiter | undefined = undefined;
  readonly call: WaitingCall;
  readonly unwatch: Stop;
  readonly #bulkhead: Bulkhead;

  constructor(bulkhead: Bulkhead, call: WaitingCall) {
    this.#bulkhead = bulkhead;
    this.call = call;
    this.unwatch = whenAborted(call.scope, (reason) => {
      bulkhead.leave(this);
      call.resolve(call.outer.fail(reason));
    });
  }

  expire(): void {
    this.#bulkhead.dismiss(this, 'bulkhead-queue-timeout');
  }
}

/** Makes a bulkhead: `bulkhead(20)`, or with a queue. */
export function bulkhead(options: BulkheadOptions | number): Bulkhead {
  return new Bulkhead(typeof options === 'number' ? { limit: options } : options);
}
