import type { Abort, Abortable, CallOptions, Lease, PolicyFunction, Scope } from './scope.js';

/** Who is told once the call is over. */
const nobody: Set<Abortable> = /* @__PURE__ */ new Set();

/** A scope inside another that can be aborted on its own: under a timeout, one attempt of several. */
export class InnerScope implements Scope, Abortable {
  lease: Lease | undefined;
  readonly attempt: number;
  private readonly enclosing: Scope;
  /** Where it listens itself, once somebody inside wants to know of an abort. */
  private watched: Set<Abortable> | undefined = undefined;
  private controller: AbortController | undefined = undefined;
  // Seldom set, and absent until then: each field takes memory in every call.
  /** Why nobody waits any more. */
  private reason: Abort | undefined;
  private told: Set<Abortable> | undefined;

  constructor(enclosing: Scope, lease: Lease | undefined, attempt: number) {
    this.enclosing = enclosing;
    this.lease = lease;
    this.attempt = attempt;
  }

  get body(): PolicyFunction<unknown> {
    return this.enclosing.body;
  }

  get options(): CallOptions | undefined {
    return this.enclosing.options;
  }

  get aborted(): Abort | undefined {
    return this.reason ?? this.enclosing.aborted;
  }

  get listeners(): Set<Abortable> {
    this.watch();
    return (this.told ??= new Set());
  }

  get signal(): AbortSignal {
    if (!this.controller) {
      this.watch();
      this.controller = new AbortController();
      const aborted = abortOf(this);
      if (aborted) this.controller.abort(aborted.reason);
    }
    return this.controller.signal;
  }

  /** Tells everyone inside that nobody waits any more. */
  abort(reason: unknown): void {
    if (this.reason) return;
    this.reason = { reason };
    this.controller?.abort(reason);
    for (const listener of this.told ?? nobody) listener.abort(reason);
  }

  /** The call is over: leaves nothing behind on the scope around it. */
  close(): void {
    this.watched?.delete(this);
    // Late work may still ask, but is not told any more.
    this.watched = nobody;
  }

  /** Begins to watch the scope around this one. */
  watch(): void {
    this.watched ??= abortListeners(this.enclosing)?.add(this);
  }
}

/** The abort of a scope, once nobody waits for an outcome any more. */
export function abortOf(scope: Scope): Abort | undefined {
  const signal = scope.options?.signal;
  return scope.aborted ?? (signal?.aborted ? signal : undefined);
}

/** Who is told when the scope is aborted, without making a signal; undefined if it never is. */
export function abortListeners(scope: Scope): Set<Abortable> | undefined {
  // The outermost scope is aborted by the caller alone.
  const signal = scope.options?.signal;
  return scope.listeners ?? (signal && listenersTo(signal));
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
