import type { Frame } from './scope.js';

type Settle = (promise: Promise<unknown>, outer: Frame) => unknown;

const idle: Settle[] = [];
const mostIdle = 100;

/** Passes on how a promise ends, once. Its closures cost more than all else, so it serves again. */
function makeSettle(): Settle {
  let outer: Frame | undefined;
  const take = (): Frame => {
    const taken = outer as Frame;
    // Whatever it holds would outlive the call.
    outer = undefined;
    if (idle.length < mostIdle) idle.push(settle);
    return taken;
  };
  const succeed = (value: unknown): unknown => take().ended('ofValue', value);
  const fail = (reason: unknown): unknown => take().ended('ofError', reason);
  const settle: Settle = (promise, frame) => {
    outer = frame;
    return promise.then(succeed, fail);
  };
  return settle;
}

/** Reports to `outer` how a promise ends: one of the platform, which settles just once. */
export const settleLater: Settle = (promise, outer) => (idle.pop() ?? makeSettle())(promise, outer);
