const brand: unique symbol = Symbol.for('@resilint/runtime.error') as never;

/** Why a policy rejected a call, or ended it. */
export type PolicyErrorCode =
  | 'breaker-open'
  | 'bulkhead-full'
  | 'bulkhead-queue-timeout'
  | 'timeout'
  | 'deadline-exceeded'
  | 'disposed';

/** The kinds of policies. */
export type PolicyKind =
  | 'breaker'
  | 'timeout'
  | 'retry'
  | 'bulkhead'
  | 'fallback'
  | 'hedge'
  | 'cache'
  | 'composition'
  | 'tracing';

/** What is known when a policy rejects a call. */
export interface Rejection {
  readonly code: PolicyErrorCode;
  readonly kind: PolicyKind;
  /** Name of the policy; empty when it has none. */
  readonly policy: string;
  /** State of the policy: `open`, `half-open`, `isolated`, … */
  readonly state?: string | undefined;
  /** Milliseconds after which another call may be let through, where that is known. */
  readonly retryAfterMs?: number | undefined;
}

/**
 * The error of a call that a policy rejected or ended. Two copies of this package may be loaded in
 * one process: ask `isPolicyError`, not `instanceof`.
 */
export interface PolicyError extends Error, Rejection {}

/** Makes such an error. A class would cost more, and `instanceof` is not to be asked anyway. */
export function policyError(rejection: Rejection, options?: ErrorOptions): PolicyError {
  const error = new Error(`${rejection.kind} ${rejection.policy}: ${rejection.code}`, options);
  return Object.assign(error, { name: 'PolicyError', [brand]: true }, rejection);
}

interface Branded {
  [brand]?: true;
  readonly code: PolicyErrorCode;
}

interface Refusing {
  readonly kind: PolicyKind;
  readonly name: string;
  readonly state?: string;
}

/**
 * A rejection on its way out. The error is made only when somebody looks at it: making one costs
 * ten times more than rejecting. It has no stack trace, which would lead into this package.
 */
export class Refusal implements Rejection {
  readonly code: PolicyErrorCode;
  readonly kind: PolicyKind;
  readonly policy: string;
  readonly state: string | undefined;
  readonly retryAfterMs: number | undefined;
  #error: PolicyError | undefined;

  constructor(policy: Refusing, code: PolicyErrorCode, retryAfterMs?: number) {
    this.code = code;
    this.kind = policy.kind;
    this.policy = policy.name;
    this.state = policy.state;
    this.retryAfterMs = retryAfterMs;
  }

  // It is a failed `Result` as it is.
  get ok(): false {
    return false;
  }

  get error(): PolicyError {
    const engine = Error as { stackTraceLimit?: number };
    const limit = engine.stackTraceLimit;
    // Fails where intrinsics are frozen; the error then has a trace.
    Reflect.set(engine, 'stackTraceLimit', 0);
    this.#error ??= policyError(this);
    Reflect.set(engine, 'stackTraceLimit', limit);
    return this.#error;
  }
}

// Known to another copy of this package too.
(Refusal.prototype as Branded)[brand] = true;

/** What users see of a reason: never a `Refusal`. */
export function errorOf(reason: unknown): unknown {
  const refused = codeOf(reason) && (reason as Partial<Refusal>).ok === false;
  return refused ? (reason as Refusal).error : reason;
}

/** The code of a reason that one of our policies made, of this copy of the package or another. */
export function codeOf(reason: unknown): PolicyErrorCode | undefined {
  return (reason as Branded | null | undefined)?.[brand] && (reason as Branded).code;
}

/** Whether a policy made this error; with `code`, whether for that reason. */
export function isPolicyError(error: unknown, code?: PolicyErrorCode): error is PolicyError {
  const actual = codeOf(error);
  return actual !== undefined && actual === (code ?? actual);
}

/**
 * Whether this is a policy's decision not to make a call, which says nothing about the dependency.
 * A timeout is no such decision: the dependency was slow.
 */
export function isOwnRejection(reason: unknown): boolean {
  return (codeOf(reason) ?? 'timeout') !== 'timeout';
}
