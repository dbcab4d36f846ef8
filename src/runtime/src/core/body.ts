import type { Frame, PolicyFunction, Scope, Step } from './scope.js';
import { settleLater } from './settlement.js';

type Executor = (resolve: (value: unknown) => void, reject: (reason: unknown) => void) => void;

/** Calls `body`, in this tick, and reports to `outer` how it ends. */
export function call(body: PolicyFunction<unknown>, scope: Scope, outer: Frame): unknown {
  const frame = scope.lease?.holdFor(outer) ?? outer;
  let result: unknown;
  try {
    result = body(scope);
    const then = (result as { then?: unknown } | null | undefined)?.then;
    if (typeof then === 'function') {
      // A lazy query builder starts when `then` is called: now, not in a microtask. Promises of
      // others are wrapped, since only those of the platform are sure to settle just once.
      const native = then === Promise.prototype.then;
      const promise = native ? result : new Promise(then.bind(result) as Executor);
      return settleLater(promise as Promise<unknown>, frame);
    }
  } catch (error) {
    return frame.ended('ofError', error);
  }
  return frame.ended('ofValue', result);
}

/** The innermost step: the function itself. */
export const callBody: Step = {
  start(scope, outer) {
    return call(scope.body, scope, outer);
  },
};
