/** Settles a promise with an outcome: a value, or a promise. */
export type Resolve = (outcome: unknown) => void;

let latest: Resolve = () => undefined;

function keep(resolve: Resolve): void {
  latest = resolve;
}

/**
 * A promise to settle later; its `Resolve` is what `latestResolve` returns right afterwards. One
 * shared executor saves a closure per call, and only `resolve` is needed: a failure is a promise
 * that rejects.
 */
export function deferred(): Promise<unknown> {
  return new Promise(keep);
}

/** How to settle the promise that `deferred` made last. */
export function latestResolve(): Resolve {
  return latest;
}
