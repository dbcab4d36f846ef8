import { isReady as breakerIsReady } from '../breaker/state.js';
import { isBreaker, isComposition } from '../core/kinds.js';
import type { Policy } from '../core/policy.js';

/** Whether a policy might let a call in now: no breaker in it keeps everything out. */
export function isReady(policy: Policy): boolean {
  if (isComposition(policy)) return policy.policies.every(isReady);
  return !isBreaker(policy) || breakerIsReady(policy);
}
