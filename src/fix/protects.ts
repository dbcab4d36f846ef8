import type { Assessment, Call, Pool, Service } from '../model/assessment.js';
import type { CallCodemod } from '../model/fix.js';
import { protectionNames } from '../model/protection-names.js';
import type { RungMade } from './rung.js';
import type { Asked, AskedCall, AskedService } from './targets.js';

/** Whether a scan of the edited sources finds what an edit is to give. */
export function protects(after: Assessment): (asked: Asked, rung: RungMade) => boolean {
  const found: Found = {
    calls: new Map(after.calls.map((call) => [call.id, call])),
    pools: after.pools,
    findings: new Set(after.findings.map(({ id }) => id)),
  };
  return (asked, rung) => {
    if ('call' in asked) return protectsCall(asked, rung, found);
    const now = after.services.find(({ dir }) => dir === asked.service.dir);
    return now !== undefined && completes(asked, rung, now);
  };
}

/** What the scan has found, by ids. */
interface Found {
  readonly calls: ReadonlyMap<string, Call>;
  readonly pools: readonly Pool[];
  readonly findings: ReadonlySet<string>;
}

function completes(
  { codemod }: AskedService,
  { gives }: RungMade,
  { health, readiness }: Service,
): boolean {
  switch (codemod) {
    case 'add-health':
      return health.status !== 'no';
    // What asks a dependency has to do so within a bound.
    case 'add-readiness':
      return gives === 'skeleton' ? readiness.status !== 'no' : readiness.status === 'yes';
  }
}

function protectsCall(
  { codemod, call, findings }: AskedCall,
  { gives = 'protection', boundMs }: RungMade,
  found: Found,
): boolean {
  const now = found.calls.get(call.id);
  if (now === undefined) return false;
  if (gives === 'observation') return isObserved(call, now);
  if (gives === 'skeleton') return isKept(call, now);
  if (codemod === 'add-acquire-timeout') return isAcquired(now, { boundMs, findings }, found);
  if (!has(now, codemod) || isOtherUnit(boundMs, boundOf(now))) return false;
  return !findings.some(({ id, subject }) => subject === 'call' && found.findings.has(id));
}

interface Acquiring {
  readonly boundMs: number | undefined;
  readonly findings: AskedCall['findings'];
}

/** Its pools know how long it may wait for a connection, as was meant, and none is found without. */
function isAcquired({ id }: Call, { boundMs, findings }: Acquiring, found: Found): boolean {
  const waits = found.pools.filter(({ calls }) => calls.includes(id));
  const isBounded = waits.some(({ acquireMs }) => acquireMs !== undefined && acquireMs === boundMs);
  return isBounded && !findings.some((one) => found.findings.has(one.id));
}

/** Attempts make a bound longer, and other bounds make it shorter, but seconds taken for something else do more. */
function isOtherUnit(meantMs: number | undefined, foundMs: number | undefined): boolean {
  if (meantMs === undefined || foundMs === undefined) return false;
  return Math.max(meantMs / foundMs, foundMs / meantMs) >= SECONDS_IN_MINUTE;
}

const SECONDS_IN_MINUTE = 60;

const boundOf = ({ protection: { timeout } }: Call): number | undefined =>
  timeout.status === 'bounded' ? timeout.ms : undefined;

function has({ protection }: Call, codemod: Exclude<CallCodemod, 'add-acquire-timeout'>): boolean {
  switch (codemod) {
    case 'add-timeout':
      return protection.timeout.status === 'bounded';
    case 'add-breaker':
      return protection.breaker.status === 'yes';
    case 'add-bulkhead':
      return protection.bulkhead.status === 'yes';
    case 'add-retry':
      return protection.retry.status === 'yes';
    case 'add-fallback':
      return protection.fallback.status === 'yes';
  }
}

/** What only observes protects nothing, and takes nothing away. */
const isObserved = (before: Call, now: Call): boolean =>
  isKept(before, now) && now.protection.breaker.status === before.protection.breaker.status;

/** Whether a call has each protection that it had. */
function isKept({ protection: before }: Call, { protection: now }: Call): boolean {
  const lost = protectionNames.filter(
    (name) => !ABSENT.has(before[name].status) && now[name].status !== before[name].status,
  );
  return lost.length === 0;
}

const ABSENT: ReadonlySet<string> = new Set(['none', 'no', 'unknown']);
