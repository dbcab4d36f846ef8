import type { PolicyParts } from './policy-use.js';

/** One policy does all that its calls need; it observes only where nothing else is asked of it. */
export function joinedParts(all: readonly PolicyParts[]): PolicyParts {
  const breakers = new Set(all.map(({ breaker }) => breaker));
  const breaker = breakers.has('enforced')
    ? 'enforced'
    : breakers.has('observed')
      ? 'observed'
      : undefined;
  const limits = all.flatMap(({ timeoutMs }) => timeoutMs ?? []);
  return {
    ...(breaker !== undefined && { breaker }),
    ...(all.some(({ bulkhead }) => bulkhead === true) && { bulkhead: true }),
    ...(all.some(({ retry }) => retry === true) && { retry: true }),
    ...(all.some(({ fallback }) => fallback === true) && { fallback: true }),
    ...(limits.length > 0 && { timeoutMs: Math.max(...limits) }),
  };
}
