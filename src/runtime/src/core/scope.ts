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
 * What a policy does when the call inside it is over. Both return what the outermost caller gets:
 * the value, or a promise.
 */
export interface Frame {
  succeed(value: unknown): unknown;
  /** `reason` is what was thrown, or a `Refusal`. */
  fail(reason: unknown): unknown;
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

/** The surroundings of a call at one place of a composition. */
export interface Scope extends CallContext {
  readonly body: PolicyFunction<unknown>;
  readonly options: CallOptions | undefined;
  /** Set by a bulkhead for what runs inside it. */
  lease: Lease | undefined;
}
