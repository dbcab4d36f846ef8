import type { Breaker, Pool, Retry } from '../model/assessment.js';
import { callStatuses, type CallMetric, type CallStatus } from '../model/metrics.js';
import type { MaturityModel } from '../model/maturity-model.js';

type Limits = MaturityModel['limits'];

/** When the breaker opens. */
export function thresholdOf(breaker: Breaker): CallStatus<'breaker-threshold'> {
  const { adaptive, failureRate, consecutiveFailures, minimumCalls = 0 } = breaker;
  if (adaptive === true) return 'adaptive';
  const isWindowed = breaker.windowMs !== undefined || breaker.windowCalls !== undefined;
  if (failureRate !== undefined && isWindowed && minimumCalls > 0) return 'windowed';
  if (isUnread(breaker, 'minimumCalls') || isUnread(breaker, 'failureRate')) return 'unknown';
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

export const queueBoundOf = (pool: Pool): CallStatus<'queue-bound'> => boundOf(pool, 'queueLimit');

export const acquireBoundOf = (pool: Pool): CallStatus<'acquire-timeout'> =>
  boundOf(pool, 'acquireMs');

function boundOf(
  pool: Pool,
  field: 'queueLimit' | 'acquireMs',
): 'bounded' | 'unbounded' | 'unknown' {
  if (pool[field] !== undefined) return 'bounded';
  return isUnread(pool, field) ? 'unknown' : 'unbounded';
}

/** Whether a field is absent because it could not be read. */
const isUnread = ({ unknown = [] }: Pick<Pool, 'unknown'>, field: string): boolean =>
  unknown.some(({ what }) => what === field);

/** Of several guards around a call the best one counts; `uncollected` where none is described. */
export function best<M extends CallMetric>(
  metric: M,
  statuses: readonly CallStatus<M>[],
): CallStatus<M> {
  const order: readonly CallStatus<M>[] = [...callStatuses[metric], 'unknown'];
  return order.find((status) => statuses.includes(status)) ?? 'uncollected';
}
