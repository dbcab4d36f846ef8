import type { CallOptions, Lease, PolicyFunction, Scope } from './scope.js';

/** Who wants to know that nobody waits for an outcome any more. */
export interface Abortable {
  abort(reason: unknown): void;
}

/** Why nobody waits for an outcome any more. */
export interface Abort {
  readonly reason: unknown;
}

/** Exists only once somebody inside wants to know of an abort, or it has happened. */
interface Watch {
  /** Where the scope itself listens. */
  readonly around: Set<Abortable> | undefined;
  aborted: Abort | undefined;
  controller: AbortController | undefined;
  listeners: Set<Abortable> | undefined;
}

/** Of a call that was over before anybody asked. */
const unwatched = {} as Watch;

/** A scope inside another that can be aborted on its own: under a timeout, one attempt of several. */
export class InnerScope implements Scope, Abortable {
  lease: Lease | undefined;
  readonly attempt: number;
  readonly #enclosing: Scope;
  #watch: Watch | undefined;

  constructor(enclosing: Scope, lease: Lease | undefined, attempt: number) {
    this.#enclosing = enclosing;
    this.lease = lease;
    this.attempt = attempt;
  }

  get body(): PolicyFunction<unknown> {
    return this.#enclosing.body;
  }

  get options(): CallOptions | undefined {
    return this.#enclosing.options;
  }

  /** Set once nobody waits for an outcome any more. */
  get aborted(): Abort | undefined {
    return this.#watch?.aborted ?? abortOf(this.#enclosing);
  }

  get signal(): AbortSignal {
    const watch = this.watch();
    if (!watch.controller) {
      watch.controller = new AbortController();
      const { aborted } = this;
      if (aborted) watch.controller.abort(aborted.reason);
    }
    return watch.controller.signal;
  }

  /** Tells everyone inside that nobody waits any more. */
  abort(reason: unknown): void {
    const watch = this.watch();
    if (watch.aborted) return;
    watch.aborted = { reason };
    watch.controller?.abort(reason);
    for (const listener of watch.listeners ?? []) listener.abort(reason);
  }

  /** The call is over: leaves nothing behind on the scope around it. */
  close(): void {
    this.#watch?.around?.delete(this);
    // Late work may still ask, but is not told any more.
    this.#watch ??= unwatched;
  }

  /** Begins to watch the scope around this one. */
  watch(): Watch {
    const present = this.#watch;
    if (present && present !== unwatched) return present;
    const around = present ? undefined : abortListeners(this.#enclosing)?.add(this);
    return (this.#watch = {
      around,
      aborted: undefined,
      controller: undefined,
      listeners: undefined,
    });
  }
}

/** The abort of a scope, once nobody waits for an outcome any more. */
export function abortOf(scope: Scope): Abort | undefined {
  if (scope instanceof InnerScope) return scope.aborted;
  const signal = scope.options?.signal;
  return signal?.aborted ? signal : undefined;
}

/** Who is told when the scope is aborted, without making a signal; undefined if it never is. */
export function abortListeners(scope: Scope): Set<Abortable> | undefined {
  if (scope instanceof InnerScope) return (scope.watch().listeners ??= new Set());
  // The outermost scope is aborted by the caller alone.
  const signal = scope.options?.signal;
  return signal && listenersTo(signal);
}

const watchedSignals = /* @__PURE__ */ new WeakMap<AbortSignal, Set<Abortable>>();

// One for all calls with the same signal, like that of a server that shuts down: a listener per
// call is slow, and Node warns of the eleventh.
function listenersTo(signal: AbortSignal): Set<Abortable> {
  let listeners = watchedSignals.get(signal);
  if (!listeners) {
    const all = (listeners = new Set());
    watchedSignals.set(signal, all);
    signal.addEventListener('abort', () => {
      for (const listener of all) listener.abort(signal.reason);
    });
  }
  return listeners;
}
