import { circuitBreaker, consecutive } from '@resilint/runtime';
import type { CircuitBreakerOptions } from '@resilint/runtime';
import { fail } from './calls.js';
import { FakeClock } from './fake-clock.js';

/** A reset after one second, always. */
const noJitter = (): number => 1_000;

/** A breaker that two failures in a row open, and the clock that it goes by. */
export function breakerWith(options: Partial<CircuitBreakerOptions> = {}) {
  const clock = new FakeClock();
  const breaker = circuitBreaker({
    name: 'users',
    trip: consecutive(2),
    reset: noJitter,
    clock,
    ...options,
  });
  return { breaker, clock };
}

/** Fails calls until the breaker is open. */
export async function trip(breaker: ReturnType<typeof circuitBreaker>): Promise<void> {
  while (breaker.state === 'closed') await breaker.execute(fail).catch(() => undefined);
}
