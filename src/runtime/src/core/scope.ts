import type { OutcomeClassifier } from './outcome.js';

/** What the function under a policy is told about its call. */
export interface CallContext {
  /**
   * Aborts when a timeout expires, a hedged sibling won, or the caller aborts; never because the
   * call succeeded. It is made when it is first read: what nobody reads costs nothing.
   */
  readonly signal: AbortSignal;
  /** 1 for the first attempt. */
  readonly attempt: number;
}

/** The function under a policy. */
export type PolicyFunction<T> = (context: CallContext) => T | PromiseLike<T>;

/** How something ended: `ofValue` when it returned, `ofError` when it threw or was refused. */
export type Ending = keyof OutcomeClassifier;

/** What is known about one call. */
export interface CallOptions {
  /** The caller's signal: ends waiting, and is passed on through `context.signal`. */
  readonly signal?: AbortSignal | undefined;
  /** A write is neither retried nor hedged, unless it is idempotent. */
  readonly effect?: 'read' | 'write' | undefined;
  /** Doing it twice is doing it once: a write that may be repeated. */
  readonly idempotent?: boolean | undefined;
}

/** Stops what was begun: a subscription, a timer. Calling it twice does no harm. */
export type Stop = () => void;

/**
 * What a policy does when the call inside it is over. One is made for every call, so what it keeps
 * stands in plain fields where it can: V8 makes private ones more slowly.
 */
export interface Frame {
  /**
   * `end` is the value, or what was thrown, or a `Refusal`. Returns what the outermost caller gets:
   * the value, or a promise.
   */
  ended(as: Ending, end: unknown): unknown;
}

/** What stands inside a policy: another policy, or the function itself. */
export interface Step {
  /** Runs what is inside and reports to `outer`; returns what the outermost caller gets. */
  start(scope: Scope, outer: Frame): unknown;
}

/** Something held while work runs, even when nobody waits for that work any more. */
export interface Lease {
  /** Work starts that reports to `outer`: holds until it has done so. */
  holdFor(outer: Frame): Frame;
}

/** Who wants to know that nobody waits for an outcome any more. */
export interface Abortable {
  abort(reason: unknown): void;
}

/** Why nobody waits for an outcome any more. */
export interface Abort {
  readonly reason: unknown;
}

/** The surroundings of a call at one place of a composition. */
export interface Scope extends CallContext {
  readonly body: PolicyFunction<unknown>;
  readonly options: CallOptions | undefined;
  /** Set by a bulkhead for what runs inside it. */
  lease: Lease | undefined;
  /** Of a scope that can be aborted on its own: set once nobody waits for an outcome any more. */
  readonly aborted?: Abort | undefined;
  /** Of such a scope: who is told of it. */
  readonly listeners?: Set<Abortable> | undefined;
}
