import type { Breaker } from '../../model/assessment.js';
import { fallsBack } from '../guards.js';
import type { Judging } from '../judging.js';
import { readDetails } from './details.js';
import { booleanOf, numberAt, type Described } from './fields.js';
import { lifeOf } from './life.js';
import { isApplied, isObserved } from './observers.js';
import { ownBreaker } from './own-breaker.js';
import type { Policy, PolicySource } from './policy.js';

type Fields = Omit<Breaker, 'id' | 'file' | 'line' | 'column' | 'calls' | 'evidence' | 'library'>;

/** How a breaker opens and closes, how long it lives, and who sees it. */
export function describeBreaker(
  judging: Judging,
  { source }: Policy,
  hasCalls: boolean,
): Described<Fields> {
  switch (source.by) {
    case 'guard':
      return ofGuard(judging, source, hasCalls);
    case 'state':
      return { fields: ownBreaker(judging, source), marks: [] };
    case 'loop':
    case 'recursion':
    case 'permit':
      return { fields: {}, marks: [] };
  }
}

function ofGuard(
  judging: Judging,
  { on, point, operation }: Extract<PolicySource, { by: 'guard' }>,
  hasCalls: boolean,
): Described<Fields> {
  const facts = on.client.protection?.breaker;
  if (facts === undefined) return { fields: {}, marks: [] };
  const subject = { on, point, operation, frame: null };
  const read = readDetails(judging, subject, { facts, of: 'breaker' });
  const scope = lifeOf(judging, on);
  const observed = isObserved(judging, subject, facts);
  // What a decorator or another policy takes is not run by name.
  const isTaken = hasCalls && on.client.guardDecorators !== undefined;
  const applied = isTaken ? true : isApplied(judging, on);
  const fields: Fields = {
    ...((applied !== undefined || hasCalls) && { applied: applied ?? true }),
    ...(scope !== undefined && { scope }),
    ...(on.client.protection?.fallback !== undefined && {
      fallback: fallsBack(judging, subject) !== null,
    }),
    ...numberAt(read, 'failureRate'),
    ...numberAt(read, 'consecutiveFailures'),
    ...numberAt(read, 'minimumCalls'),
    ...numberAt(read, 'windowMs'),
    ...numberAt(read, 'windowCalls'),
    ...numberAt(read, 'resetMs'),
    ...(observed !== undefined && { observed }),
    ...booleanOf(read, 'adaptive'),
    ...(read.unread.length > 0 && { unknown: [...read.unread] }),
  };
  return { fields, marks: read.marks };
}
