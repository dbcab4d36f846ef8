import type { Frame, Lease } from './scope.js';

/** Passes on how a promise ends, once. Two closures are most of its cost, so it serves again. */
class Settlement {
  outer: Frame | undefined = undefined;
  lease: Lease | undefined = undefined;
  readonly succeed = (value: unknown): unknown => this.take()?.succeed(value);
  readonly fail = (reason: unknown): unknown => this.take()?.fail(reason);

  private take(): Frame | undefined {
    const { outer, lease } = this;
    // Whatever it holds would outlive the call.
    this.outer = this.lease = undefined;
    if (idle.length < mostIdle) idle.push(this);
    lease?.workSettled();
    return outer;
  }
}

const idle: Settlement[] = [];
const mostIdle = 100;

/** Reports to `outer` how `result` ends; `then` is its method. */
export function settleLater(
  result: object,
  then: unknown,
  outer: Frame,
  lease: Lease | undefined,
): unknown {
  // A promise of the platform settles exactly once, which a settlement that serves again needs. Any
  // other is wrapped. A lazy query builder starts when `then` is called: now, not in a microtask.
  const native = result instanceof Promise && then === Promise.prototype.then;
  const promise = native ? result : new Promise((then as Executor).bind(result));
  const settlement = idle.pop() ?? new Settlement();
  settlement.outer = outer;
  settlement.lease = lease;
  return promise.then(settlement.succeed, settlement.fail);
}

type Executor = (resolve: (value: unknown) => void, reject: (reason: unknown) => void) => void;
