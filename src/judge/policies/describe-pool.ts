import type { Pool } from '../../model/assessment.js';
import type { TimeoutFacts } from '../../model/catalog-protection.js';
import type { Judging } from '../judging.js';
import { numberOf, readSettings } from '../settings/readings.js';
import { appliesTo } from '../settings/scope.js';
import type { Subject } from '../settings/settings.js';
import { readDetails, type Details, type Unread } from './details.js';
import { lifeOf } from './life.js';
import { booleanOf, numberAt, type Described } from './fields.js';

type Fields = Pick<Pool, 'queueLimit' | 'acquireMs' | 'adaptive' | 'scope' | 'unknown'>;

/** How many may wait for a permit, and how long. */
export function describePool(judging: Judging, subject: Subject): Described<Fields> {
  const facts = subject.on.client.protection?.bulkhead;
  const read = facts === undefined ? NOTHING : readDetails(judging, subject, { facts });
  const wait = read.known.has('acquireMs') ? {} : acquireOf(judging, subject);
  const unknown = [...read.unread, ...openIn(subject, read, wait)];
  const queue = numberAt(read, 'queueLimit');
  const scope = lifeOf(judging, subject.on);
  const fields: Fields = {
    ...(scope !== undefined && { scope }),
    ...queue,
    ...numberAt(read, 'acquireMs'),
    ...(wait.ms !== undefined && { acquireMs: wait.ms }),
    ...booleanOf(read, 'adaptive'),
    ...(unknown.length > 0 && { unknown }),
  };
  return { fields, marks: read.marks };
}

const NOTHING: Details = { known: new Map(), absent: new Set(), unread: [], marks: [] };

interface Wait {
  readonly ms?: number;
  /** The client has such a bound, and nothing sets it. */
  readonly isUnset?: true;
  readonly unread?: Unread;
}

/** The wait for a permit, where a timeout of the client reaches it. */
function acquireOf(judging: Judging, subject: Subject): Wait {
  const facts = subject.on.client.protection?.timeout;
  const reaching = (facts?.settings ?? []).filter(({ covers }) => covers.includes('acquire'));
  const read = readSettings(judging, subject, reaching);
  for (const { found, setting } of read.made) {
    const number = numberOf(found.values);
    if (number === undefined) return unreadWait('its value could not be read');
    if (number > 0 && Number.isFinite(number)) return { ms: number * UNITS[setting.unit] };
  }
  if (read.unknown !== null) return unreadWait(read.unknown);
  if (read.delegated !== null) return unreadWait('it is handed in by callers');
  return read.made.length > 0 ? { isUnset: true } : defaultWait(judging, subject, reaching);
}

const unreadWait = (reason: string): Wait => ({ unread: { what: 'acquireMs', reason } });

/** What the client waits by itself, or that it could be told how long. */
function defaultWait(judging: Judging, subject: Subject, reaching: TimeoutFacts['settings']): Wait {
  const given = (subject.on.client.protection?.timeout?.defaults ?? []).find(
    (one) => one.covers.includes('acquire') && appliesTo(judging, subject, one) === 'yes',
  );
  if (given !== undefined) return { ms: given.ms };
  const isKnown = reaching.some((one) => appliesTo(judging, subject, one) === 'yes');
  return isKnown ? { isUnset: true } : {};
}

const UNITS = { ms: 1, s: 1000, min: 60_000 } as const;

/** What the catalogue says nothing of is not known to be absent. */
function openIn({ on }: Subject, read: Details, wait: Wait): readonly Unread[] {
  const reason = `the catalogue does not say it of ${on.packageName}`;
  const isSaid = (what: string): boolean =>
    read.known.has(what) || read.absent.has(what) || read.unread.some((one) => one.what === what);
  const isAcquireKnown = isSaid('acquireMs') || wait.ms !== undefined || wait.isUnset === true;
  return [
    ...(isSaid('queueLimit') ? [] : [{ what: 'queueLimit', reason }]),
    ...(isAcquireKnown ? [] : [wait.unread ?? { what: 'acquireMs', reason }]),
  ];
}
