/** Policies that keep a service up while its dependencies fail. */
export {
  circuitBreaker,
  type CircuitBreaker,
  type CircuitBreakerOptions,
} from './breaker/circuit-breaker.js';
export type { Ramp } from './breaker/era.js';
export { withHealthCheck, type HealthCheckOptions } from './breaker/health-check.js';
export { linearRamp } from './breaker/ramp.js';
export { allOf, anyOf } from './breaker/rules/combine.js';
export { consecutive } from './breaker/rules/consecutive.js';
export { countWindow, type CountWindowOptions } from './breaker/rules/count-window.js';
export { cusum, type CusumOptions } from './breaker/rules/cusum.js';
export {
  slowCallRate,
  timeWindow,
  type SlowCallRateOptions,
  type TimeWindowOptions,
} from './breaker/rules/time-window.js';
export { exportState, restoreState, type BreakerState } from './breaker/state.js';
export type { TripRule, TripRuleFactory } from './breaker/trip-rule.js';
export { bulkhead, type Bulkhead, type BulkheadOptions } from './bulkhead/bulkhead.js';
export { cache, type Cache, type CacheOptions } from './cache/cache.js';
export {
  exponential,
  fullJitter,
  type Backoff,
  type BackoffOptions,
  type Jitter,
} from './core/backoff.js';
export { systemClock, type Clock } from './core/clock.js';
export { compose, type Composition } from './core/compose.js';
export { withPolicy, type PolicyDecorator } from './core/decorator.js';
export {
  isPolicyError,
  type PolicyError,
  type PolicyErrorCode,
  type PolicyKind,
  type Rejection,
} from './core/errors.js';
export type {
  BreakerStateName,
  PolicyEvent,
  PolicyEvents,
  PolicyEventType,
  PolicyListener,
} from './core/events.js';
export { listen } from './core/listen.js';
export {
  databaseOutcome,
  errorFieldOutcome,
  grpcOutcome,
  httpOutcome,
} from './core/outcome-presets.js';
export type { Outcome, OutcomeClassifier } from './core/outcome.js';
export type { Policy, Wrapped } from './core/policy.js';
export { resultOf, type Result } from './core/result.js';
export type { CallContext, CallOptions, PolicyFunction, Stop } from './core/scope.js';
export { fallback, type FallbackHandler, type FallbackOptions } from './fallback/fallback.js';
export { ladder, type Ladder, type Served } from './fallback/ladder.js';
export { isReady } from './fallback/ready.js';
export type { Rung } from './fallback/rung.js';
export { staleCache, type StaleCache, type StaleCacheOptions } from './fallback/stale-cache.js';
export { hedge, type HedgeOptions } from './hedge/hedge.js';
export {
  register,
  registered,
  snapshot,
  snapshotOf,
  unregister,
  type PolicySnapshot,
} from './observe/registry.js';
export type { PolicyConfig, PolicyOverrides } from './presets/policy-config.js';
export { policyFor } from './presets/policy-for.js';
export { presets, type PresetName } from './presets/presets.js';
export { retryBudget, type RetryBudget, type RetryBudgetOptions } from './retry/retry-budget.js';
export { retry, type RetryOptions } from './retry/retry.js';
export { latencyPercentile, type LatencyPercentileOptions } from './timeout/latency-percentile.js';
export {
  timeout,
  type AdaptiveLimit,
  type Deadlines,
  type TimeoutError,
  type TimeoutOptions,
} from './timeout/timeout.js';
