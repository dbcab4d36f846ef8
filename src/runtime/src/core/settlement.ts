import type { Frame } from './scope.js';

/** Passes on how a promise ends, once. Its closures cost more than all else, so it serves again. */
interface Settlement {
  outer: Frame | undefined;
  readonly succeed: (value: unknown) => unknown;
  readonly fail: (reason: unknown) => unknown;
}

const idle: Settlement[] = [];
const mostIdle = 100;

function makeSettlement(): Settlement {
  const settlement: Settlement = {
    outer: undefined,
    succeed: (value) => over(settlement).succeed(value),
    fail: (reason) => over(settlement).fail(reason),
  };
  return settlement;
}

function over(settlement: Settlement): Frame {
  const { outer } = settlement;
  // Whatever it holds would outlive the call.
  settlement.outer = undefined;
  if (idle.length < mostIdle) idle.push(settlement);
  return outer as Frame;
}

type Executor = (resolve: (value: unknown) => void, reject: (reason: unknown) => void) => void;

/** Reports to `outer` how `result` ends; `then` is its method. */
export function settleLater(result: object, then: unknown, outer: Frame): unknown {
  // A promise of the platform settles exactly once, which a settlement that serves again needs. Any
  // other is wrapped. A lazy query builder starts when `then` is called: now, not in a microtask.
  const promise =
    then === Promise.prototype.then ? result : new Promise((then as Executor).bind(result));
  const settlement = idle.pop() ?? makeSettlement();
  settlement.outer = outer;
  return (promise as Promise<unknown>).then(settlement.succeed, settlement.fail);
}
