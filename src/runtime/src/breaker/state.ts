import type { BreakerStateName } from '../core/events.js';
import type { CircuitBreaker } from './circuit-breaker.js';

/** What a breaker needs to go on in another process; serialisable. */
export interface BreakerState {
  readonly state: BreakerStateName;
  /** Milliseconds that it stays open. */
  readonly remainingMs: number;
  /** Times it opened in a row. */
  readonly trips: number;
  /** What its rule has counted. */
  readonly rule: readonly number[];
}

/** The state of a breaker, for another process or for after a restart. */
export function exportState(breaker: CircuitBreaker): BreakerState {
  const { era, rule, settings, trips } = breaker;
  const now = settings.clock.now();
  const remainingMs = era.kind === 'open' ? Math.max(0, (era.at as number) - now) : 0;
  return { state: era.kind, remainingMs, trips, rule: rule.save(now) };
}

/**
 * Goes on from an exported state. A circuit that was half-open begins its probes anew. The breaker
 * must have the rule that the state comes from.
 */
export function restoreState(breaker: CircuitBreaker, saved: BreakerState): void {
  const { state, remainingMs, trips, rule } = saved;
  if (state === 'closed') breaker.close();
  else if (state === 'isolated') breaker.isolate();
  else breaker.open(remainingMs);
  breaker.rule.reset(rule, breaker.settings.clock.now());
  breaker.trips = trips;
}

/** Whether a breaker lets a call in now, or might. */
export function isReady(breaker: CircuitBreaker): boolean {
  const { era, settings } = breaker;
  if (era.kind === 'half-open') return era.running < settings.probes;
  return era.kind === 'open' ? settings.clock.now() >= (era.at as number) : era.kind === 'closed';
}
