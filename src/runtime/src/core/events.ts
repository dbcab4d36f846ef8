import type { PolicyErrorCode, PolicyKind } from './errors.js';

/** State of a circuit breaker. */
export type BreakerStateName = 'closed' | 'open' | 'half-open' | 'isolated';

/** What a policy tells its listeners, by type of event. */
export interface PolicyEvents {
  /** A call ended well in the eyes of this policy; `end` is the value. */
  success: { readonly end: unknown };
  /** A call failed in the eyes of this policy; `end` is the error, or a value that means one. */
  failure: { readonly end: unknown };
  /** A call ended in a way that says nothing about the dependency. */
  ignored: { readonly end: unknown };
  /** A call was not let through. `observed`: it would not have been, but the policy only observes. */
  rejected: { readonly code: PolicyErrorCode; readonly observed?: boolean | undefined };
  /** A circuit breaker changed its state. */
  state: { readonly from: BreakerStateName; readonly to: BreakerStateName };
  /** A call took too long. */
  timeout: { readonly limitMs: number };
  /** Another attempt follows after `delayMs`. */
  retry: { readonly attempt: number; readonly delayMs: number; readonly end: unknown };
  /** No further attempt is made. */
  exhausted: { readonly attempts: number; readonly end: unknown; readonly why: string };
  /** A call waits for a permit. */
  queued: { readonly queued: number };
  /** A second call was started beside a slow one. */
  hedged: { readonly attempt: number };
  /** An alternative answered, or nothing did (`rung` is undefined). */
  fallback: { readonly rung: string | undefined; readonly end: unknown };
  /** A cache answered, or did not. */
  cache: { readonly result: 'hit' | 'miss' | 'stale' | 'coalesced' };
  /** Code of the user (a listener, a classifier) threw. The call was not affected. */
  fault: { readonly error: unknown };
}

/** A type of event. */
export type PolicyEventType = keyof PolicyEvents;

/** One event, as listeners get it. */
export type PolicyEvent<Type extends PolicyEventType = PolicyEventType> = {
  [T in Type]: {
    readonly type: T;
    readonly policy: string;
    readonly kind: PolicyKind;
  } & PolicyEvents[T];
}[Type];

/** Listens to events. What it throws is reported as `fault` and changes no outcome. */
export type PolicyListener<Type extends PolicyEventType = PolicyEventType> = (
  event: PolicyEvent<Type>,
) => unknown;

/** Who speaks: a policy, and how it reaches those who listen. */
export interface Speaker {
  readonly name: string;
  readonly kind: PolicyKind;
  /** @internal Absent while nobody listens, so that an event costs one comparison. */
  emit: Emit | undefined;
}

/** Tells all listeners of a policy. */
export interface Emit {
  <Type extends PolicyEventType>(type: Type, details: PolicyEvents[Type]): void;
  /** Who listens. Here another copy of this package finds them too. */
  readonly audience: Set<PolicyListener>;
}
