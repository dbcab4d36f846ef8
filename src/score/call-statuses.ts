import type { Call, Protection } from '../model/assessment.js';
import type { MaturityModel } from '../model/maturity-model.js';
import type { CallMetric, CallStatus } from '../model/metrics.js';
import type { Guards } from './facts.js';
import {
  acquireBoundOf,
  backoffOf,
  best,
  observationOf,
  probingOf,
  queueBoundOf,
  thresholdOf,
} from './guard-statuses.js';

/** What metrics may ask besides the call. */
export interface Given {
  readonly guards: Guards;
  readonly limits: MaturityModel['limits'];
}

/** What a call shows; null where the metric does not speak about it. */
type CallMeter<M extends CallMetric> = (call: Call, given: Given) => CallStatus<M> | null;

/** How each metric looks at a call. */
export const callMeters: { readonly [M in CallMetric]: CallMeter<M> } = {
  timeout: ({ protection }, { limits }) => timeoutStatus(protection.timeout, limits),
  retry: (call) => (isRepeatable(call) ? call.protection.retry.status : null),
  backoff: (call, given) => (isRepeatable(call) ? backoffStatus(call, given) : null),
  breaker: ({ protection }) => protection.breaker.status,
  'breaker-threshold': (call, { guards }) =>
    ofBreaker(call, () => best('breaker-threshold', breakersOf(call, guards).map(thresholdOf))),
  'breaker-fallback': (call) => ofBreaker(call, () => call.protection.fallback.status),
  'breaker-probing': (call, { guards, limits }) =>
    ofBreaker(call, () =>
      best(
        'breaker-probing',
        breakersOf(call, guards).map((breaker) => probingOf(breaker, limits)),
      ),
    ),
  'breaker-metrics': (call, { guards }) =>
    ofBreaker(call, () => best('breaker-metrics', breakersOf(call, guards).map(observationOf))),
  bulkhead: ({ protection }) => protection.bulkhead.status,
  'pool-size': (call) => poolSizeStatus(call.protection.bulkhead),
  'queue-bound': (call, { guards }) =>
    ofBulkhead(call, () => best('queue-bound', poolsOf(call, guards).map(queueBoundOf))),
  'acquire-timeout': (call, { guards }) => ofBulkhead(call, () => acquireStatus(call, guards)),
  'fan-out': (call) => fanOutStatus(call),
  fallback: ({ protection }) => protection.fallback.status,
  'fallback-ladder': (call) =>
    ofAlternatives(call, (alternatives) => (alternatives.length > 1 ? 'ladder' : 'single')),
  'cached-alternative': (call) =>
    ofAlternatives(call, (alternatives) => (alternatives.includes('cache') ? 'cached' : 'other')),
  'adaptive-policy': (call, { guards }) => adaptiveStatus(call, guards),
};

const breakersOf = ({ id }: Call, { breakers }: Guards) => breakers.get(id) ?? [];
const poolsOf = ({ id }: Call, { pools }: Guards) => pools.get(id) ?? [];

/** Repeating anything else may do it twice. */
const isRepeatable = ({ effect, idempotent }: Call): boolean => idempotent ?? effect === 'read';

function timeoutStatus(
  timeout: Protection['timeout'],
  { longDefaultMs }: Given['limits'],
): CallStatus<'timeout'> | null {
  if (timeout.status === 'unknown') return timeout.notApplicable === true ? null : 'unknown';
  if (timeout.status !== 'library-default') return timeout.status;
  return timeout.ms < longDefaultMs ? 'library-default' : 'long-default';
}

function backoffStatus(call: Call, { guards }: Given): CallStatus<'backoff'> {
  const { status } = call.protection.retry;
  if (status === 'no') return 'absent';
  if (status === 'unknown') return 'unknown';
  const described = (guards.retries.get(call.id) ?? []).map(backoffOf);
  return best('backoff', status === 'builtin' ? [...described, 'builtin'] : described);
}

/** Asks about the breaker of a call, where it has one. */
function ofBreaker<Status>(
  { protection: { breaker } }: Call,
  status: () => Status,
): Status | 'absent' | 'unknown' {
  if (breaker.status === 'no') return 'absent';
  return breaker.status === 'unknown' ? 'unknown' : status();
}

/** Asks about the bound on calls in flight, where there is one. */
function ofBulkhead<Status>(
  { protection: { bulkhead } }: Call,
  status: () => Status,
): Status | 'absent' | 'unknown' {
  if (bulkhead.status === 'no') return 'absent';
  return bulkhead.status === 'unknown' ? 'unknown' : status();
}

function poolSizeStatus({ status }: Protection['bulkhead']): CallStatus<'pool-size'> {
  switch (status) {
    case 'yes':
      return 'chosen';
    case 'partial':
      return 'partly';
    case 'library-default':
      return 'default';
    case 'no':
      return 'absent';
    case 'unknown':
      return 'unknown';
  }
}

/** A timeout can begin with the wait for a connection; it counts where pools were looked at at all. */
function acquireStatus(call: Call, guards: Guards): CallStatus<'acquire-timeout'> {
  const { timeout } = call.protection;
  const isCovered =
    guards.pools.size > 0 && 'covers' in timeout && timeout.covers?.includes('acquire') === true;
  return isCovered ? 'bounded' : best('acquire-timeout', poolsOf(call, guards).map(acquireBoundOf));
}

function fanOutStatus({ fanOut, protection }: Call): CallStatus<'fan-out'> {
  if (fanOut === undefined) return 'single';
  const { status } = protection.bulkhead;
  if (status === 'unknown') return 'unknown';
  return status === 'yes' || status === 'library-default' ? 'limited' : 'unlimited';
}

type Alternatives = NonNullable<
  Extract<Protection['fallback'], { readonly alternatives?: unknown }>['alternatives']
>;

/** Only a fallback that every caller gets can be a ladder or come from a cache. */
function ofAlternatives<Status>(
  { protection: { fallback } }: Call,
  status: (alternatives: Alternatives) => Status,
): Status | 'absent' | 'unknown' | 'uncollected' {
  if (fallback.status === 'unknown') return 'unknown';
  if (fallback.status !== 'yes') return 'absent';
  return fallback.alternatives === undefined ? 'uncollected' : status(fallback.alternatives);
}

/** A guard that nothing is known about might adapt: the call is judged only where all are described. */
function adaptiveStatus(call: Call, guards: Guards): CallStatus<'adaptive-policy'> {
  const breakers = breakersOf(call, guards);
  const pools = poolsOf(call, guards);
  if ([...breakers, ...pools].some(({ adaptive }) => adaptive === true)) return 'adaptive';
  const { breaker, bulkhead } = call.protection;
  const statuses = [breaker.status, bulkhead.status];
  if (statuses.every((status) => status === 'no')) return 'absent';
  if (statuses.includes('unknown')) return 'unknown';
  const isDescribed =
    (breaker.status === 'no' || breakers.length > 0) &&
    (bulkhead.status === 'no' || pools.length > 0);
  return isDescribed ? 'static' : 'uncollected';
}
