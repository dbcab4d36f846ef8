import type { Retry } from '../../model/assessment.js';
import type { Judging } from '../judging.js';
import type { Subject } from '../settings/settings.js';
import { readDetails, type Details } from './details.js';
import { booleanOf, numberAt, type Described } from './fields.js';
import { ownRetry } from './own-retry.js';
import type { Policy } from './policy.js';

type Fields = Omit<Retry, 'id' | 'file' | 'line' | 'column' | 'calls' | 'evidence' | 'library'>;

/** How often something is tried again, and how it waits between. */
export function describeRetry(
  judging: Judging,
  { source, mark, count }: Policy,
): Described<Fields> {
  switch (source.by) {
    case 'guard': {
      const { on, point, operation } = source;
      return retryOf(judging, { on, point, operation, frame: null }, count);
    }
    case 'loop':
    case 'recursion': {
      const map = judging.map(mark.file);
      const own = map === null ? ({ backoff: 'unknown' } as const) : ownRetry(judging, map, source);
      return { fields: { ...(count !== undefined && { attempts: count }), ...own }, marks: [] };
    }
    case 'state':
    case 'permit':
      return { fields: { backoff: 'unknown' }, marks: [] };
  }
}

/** What a client or guard of the catalogue does between attempts. */
export function retryOf(
  judging: Judging,
  subject: Subject,
  attempts: number | undefined,
): Described<Fields> {
  const facts = subject.on.client.protection?.retry;
  if (facts === undefined) return { fields: { backoff: 'unknown' }, marks: [] };
  const read = readDetails(judging, subject, { facts, of: 'retry' });
  const fields: Fields = {
    ...(attempts !== undefined && { attempts }),
    ...booleanOf(read, 'endless'),
    backoff: backoffIn(read),
    ...numberAt(read, 'delayMs'),
    ...numberAt(read, 'maximumDelayMs'),
    ...booleanOf(read, 'jitter'),
    ...booleanOf(read, 'honoursRetryAfter'),
    ...(read.unread.length > 0 && { unknown: [...read.unread] }),
  };
  return { fields, marks: read.marks };
}

const BACKOFFS = ['none', 'constant', 'linear', 'exponential'] as const;

const backoffIn = ({ known }: Details): Retry['backoff'] =>
  BACKOFFS.find((one) => one === known.get('backoff')) ?? 'unknown';
