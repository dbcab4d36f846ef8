import type { CallOptions, Lease, PolicyFunction, Scope, Stop } from './scope.js';

/** A scope inside another that can be aborted on its own: under a timeout, one attempt of several. */
export class InnerScope implements Scope {
  lease: Lease | undefined;
  readonly #enclosing: Scope;
  #aborted: { readonly reason: unknown } | undefined = undefined;
  #watch: Watch | undefined = undefined;

  constructor(enclosing: Scope, lease: Lease | undefined) {
    this.#enclosing = enclosing;
    this.lease = lease;
  }

  get body(): PolicyFunction<unknown> {
    return this.#enclosing.body;
  }

  get options(): CallOptions | undefined {
    return this.#enclosing.options;
  }

  get attempt(): number {
    return this.#enclosing.attempt;
  }

  /** Set once nobody waits for an outcome any more. */
  get aborted(): { readonly reason: unknown } | undefined {
    return this.#aborted ?? abortOf(this.#enclosing);
  }

  get signal(): AbortSignal {
    const watch = this.watch();
    if (watch.controller === undefined) {
      watch.controller = new AbortController();
      if (this.aborted !== undefined) watch.controller.abort(this.aborted.reason);
    }
    return watch.controller.signal;
  }

  whenAborted(listener: (reason: unknown) => void): Stop {
    const listeners = (this.watch().listeners ??= new Set());
    listeners.add(listener);
    return () => listeners.delete(listener);
  }

  /** Tells everyone inside that nobody waits any more. */
  abort(reason: unknown): void {
    if (this.#aborted !== undefined) return;
    this.#aborted = { reason };
    this.#watch?.controller?.abort(reason);
    for (const listener of [...(this.#watch?.listeners ?? [])]) listener(reason);
  }

  /** The call is over: leaves nothing behind on the scope around it. */
  close(): void {
    this.#watch?.stop();
    // Late work may still ask, but is not told any more.
    this.#watch ??= unwatched;
  }

  /** Begins to watch the scope around this one. */
  protected watch(): Watch {
    if (this.#watch === unwatched) this.#watch = { ...unwatched };
    return (this.#watch ??= {
      ...unwatched,
      stop: whenAborted(this.#enclosing, (reason) => {
        this.abort(reason);
      }),
    });
  }
}

/** Exists only once somebody inside wants to know of an abort. */
interface Watch {
  readonly stop: Stop;
  controller: AbortController | undefined;
  listeners: Set<(reason: unknown) => void> | undefined;
}

const unwatched: Watch = {
  stop() {
    // Nothing was begun.
  },
  controller: undefined,
  listeners: undefined,
};

/** The abort of a scope, once nobody waits for an outcome any more. */
export function abortOf(scope: Scope): { readonly reason: unknown } | undefined {
  if (scope instanceof InnerScope) return scope.aborted;
  const signal = scope.options?.signal;
  return signal?.aborted === true ? signal : undefined;
}

/** Calls `listener` when the scope is aborted, without making a signal. */
export function whenAborted(scope: Scope, listener: (reason: unknown) => void): Stop {
  if (scope instanceof InnerScope) return scope.whenAborted(listener);
  // The outermost scope is aborted by the caller alone.
  const signal = scope.options?.signal;
  if (!signal) return unwatched.stop;
  const listeners = listenersTo(signal);
  listeners.add(listener);
  return () => listeners.delete(listener);
}

const watchedSignals = new WeakMap<AbortSignal, Set<(reason: unknown) => void>>();

// One for all calls with the same signal, like that of a server that shuts down: a listener per
// call is slow, and Node warns of the eleventh.
function listenersTo(signal: AbortSignal): Set<(reason: unknown) => void> {
  let listeners = watchedSignals.get(signal);
  if (!listeners) {
    const all = (listeners = new Set());
    watchedSignals.set(signal, all);
    signal.addEventListener('abort', () => {
      for (const listener of [...all]) listener(signal.reason);
    });
  }
  return listeners;
}

/** A second or later attempt, or a hedged sibling. */
export class AttemptScope extends InnerScope {
  readonly #number: number;

  constructor(enclosing: Scope, lease: Lease | undefined, number: number) {
    super(enclosing, lease);
    this.#number = number;
  }

  override get attempt(): number {
    return this.#number;
  }
}
