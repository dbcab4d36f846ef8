import { circuitBreaker } from '../breaker/circuit-breaker.js';
import { linearRamp } from '../breaker/ramp.js';
import { timeWindow } from '../breaker/rules/time-window.js';
import { bulkhead } from '../bulkhead/bulkhead.js';
import { exponential, fullJitter } from '../core/backoff.js';
import { systemClock, type Clock } from '../core/clock.js';
import { Composition } from '../core/compose.js';
import type { OutcomeClassifier } from '../core/outcome.js';
import {
  databaseOutcome,
  errorFieldOutcome,
  grpcOutcome,
  httpOutcome,
} from '../core/outcome-presets.js';
import type { Policy } from '../core/policy.js';
import { checkOneOf } from '../core/settings.js';
import { retryBudget } from '../retry/retry-budget.js';
import { retry } from '../retry/retry.js';
import { timeout } from '../timeout/timeout.js';
import type { BreakerConfig, OutcomeName, PolicyConfig, RetryConfig } from './policy-config.js';

const outcomes: Readonly<Record<OutcomeName, OutcomeClassifier>> = {
  any: {},
  http: httpOutcome,
  database: databaseOutcome,
  grpc: grpcOutcome,
  'error-field': errorFieldOutcome,
};

/** What time and chance are for the policies that are made. */
export interface Surroundings {
  readonly clock?: Clock;
  readonly random?: () => number;
}

/** Makes a policy. From the outside in: total timeout, retry, breaker, attempt timeout, bulkhead. */
export function buildPolicy(
  name: string,
  config: PolicyConfig,
  { clock = systemClock, random = Math.random }: Surroundings = {},
): Composition {
  const { bulkhead: permits, timeout: limits, breaker } = config;
  checkOneOf('outcome', config.outcome, outcomes);
  const outcome = outcomes[config.outcome];
  const made: readonly (Policy | false | undefined)[] = [
    limits && limits.totalMs !== undefined && timeout({ limit: limits.totalMs, clock }),
    config.retry && retry({ ...retrySettings(config.retry), outcome, clock, random }),
    breaker && circuitBreaker({ ...breakerSettings(breaker), outcome, clock, random }),
    limits && timeout({ limit: limits.attemptMs, clock }),
    permits && bulkhead({ ...permits, clock }),
  ];
  const policies = made.filter((policy) => policy instanceof Object);
  return new Composition(policies, name);
}

function retrySettings({ attempts, budgetShare = 0.1, ...backoff }: RetryConfig) {
  return { attempts, backoff: exponential(backoff), budget: retryBudget({ share: budgetShare }) };
}

function breakerSettings(config: BreakerConfig) {
  const { failureRate, windowMs, minimumCalls, resetMs, maxResetMs, rampMs, ...probing } = config;
  return {
    ...probing,
    trip: timeWindow({ failureRate, windowMs, minimumCalls }),
    reset: fullJitter(resetMs, maxResetMs ?? 10 * resetMs),
    ramp: rampMs === undefined ? undefined : linearRamp(rampMs),
  };
}
