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
    succeed: (value) => take(settlement).succeed(value),
    fail: (reason) => take(settlement).fail(reason),
  };
  return settlement;
}

function take(settlement: Settlement): Frame {
  const { outer } = settlement;
  // Whatever it holds would outlive the call.
  settlement.outer = undefined;
  if (idle.length < mostIdle) idle.push(settlement);
  return outer as Frame;
}

/** Reports to `outer` how a promise ends: one of the platform, which settles just once. */
export function settleLater(promise: Promise<unknown>, outer: Frame): unknown {
  const settlement = idle.pop() ?? makeSettlement();
  settlement.outer = outer;
  return promise.then(settlement.succeed, settlement.fail);
}
