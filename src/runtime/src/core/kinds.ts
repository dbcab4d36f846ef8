import type { CircuitBreaker } from '../breaker/circuit-breaker.js';
import type { Bulkhead } from '../bulkhead/bulkhead.js';
import type { Timeout } from '../timeout/timeout.js';
import type { Composition } from './compose.js';
import type { Policy } from './policy.js';

// By kind and not by class: the policy may come from another copy of this package, and a bundle
// should not hold a class only because somebody asks for it.

export function isBreaker(policy: Policy): policy is CircuitBreaker {
  return policy.kind === 'breaker';
}

export function isBulkhead(policy: Policy): policy is Bulkhead {
  return policy.kind === 'bulkhead';
}

export function isTimeout(policy: Policy): policy is Timeout {
  return policy.kind === 'timeout';
}

export function isComposition(policy: Policy): policy is Composition {
  return policy.kind === 'composition';
}
