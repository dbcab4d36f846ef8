import type { Breaker, Pool, Retry } from '../model/assessment.js';
import { callStatuses, type CallMetric, type CallStatus } from '../model/metrics.js';
import type { MaturityModel } from '../model/maturity-model.js';

type Limits = MaturityModel['limits'];

/** When the breaker opens. */
export function thresholdOf(breaker: Breaker): CallStatus<'breaker-threshold'> {
  const { adaptive, failureRate, consecutiveFailures, windowMs, minimumCalls = 0 } = breaker;
  if (adaptive === true) return 'adaptive';
  if (failureRate !== undefined && windowMs !== undefined && minimumCalls > 0) return 'windowed';
  return failureRate === undefined && consecutiveFailures === undefined ? 'unknown' : 'fixed';
}

/** When the open breaker asks again. */
export function probingOf(
  { resetMs }: Breaker,
  { shortestResetMs, longestResetMs }: Limits,
): CallStatus<'breaker-probing'> {
  if (resetMs === undefined) return 'unknown';
  if (resetMs < shortestResetMs) return 'hasty';
  return resetMs > longestResetMs ? 'late' : 'sane';
}

export function observationOf({ observed }: Breaker): CallStatus<'breaker-metrics'> {
  if (observed === undefined) return 'unknown';
  return observed ? 'observed' : 'unobserved';
}

/** How the retry waits. */
export function backoffOf({ endless, backoff, jitter }: Retry): CallStatus<'backoff'> {
  if (endless === true) return 'endless';
  if (backoff === 'unknown') return 'unknown';
  if (backoff === 'none') return 'immediate';
  return jitter === true ? 'jittered' : 'spaced';
}

export const queueBoundOf = ({ queueLimit }: Pool): CallStatus<'queue-bound'> =>
  queueLimit === undefined ? 'unbounded' : 'bounded';

export const acquireBoundOf = ({ acquireMs }: Pool): CallStatus<'acquire-timeout'> =>
  acquireMs === undefined ? 'unbounded' : 'bounded';

/** Of several guards around a call the best one counts; `uncollected` where none is described. */
export function best<M extends CallMetric>(
  metric: M,
  statuses: readonly CallStatus<M>[],
): CallStatus<M> {
  const order: readonly CallStatus<M>[] = [...callStatuses[metric], 'unknown'];
  return order.find((status) => statuses.includes(status)) ?? 'uncollected';
}
