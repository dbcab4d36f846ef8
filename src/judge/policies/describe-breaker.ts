import type { Breaker } from '../../model/assessment.js';
import { fallsBack } from '../surroundings/guards.js';
import type { BreakerFacts } from '../../model/catalog-protection.js';
import type { ExternalValue } from '../../resolve/values.js';
import type { Judging } from '../judging.js';
import type { Subject } from '../settings/settings.js';
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
  const fields: Fields = {
    ...useOf(judging, on, hasCalls),
    ...(on.client.protection?.fallback !== undefined && {
      fallback: fallsBack(judging, subject) !== null,
    }),
    ...numberAt(read, 'failureRate'),
    ...numberAt(read, 'consecutiveFailures'),
    ...numberAt(read, 'minimumCalls'),
    ...numberAt(read, 'windowMs'),
    ...numberAt(read, 'windowCalls'),
    ...numberAt(read, 'resetMs'),
    ...observationOf(judging, subject, facts),
    ...booleanOf(read, 'adaptive'),
    ...(read.unread.length > 0 && { unknown: [...read.unread] }),
  };
  return { fields, marks: read.marks };
}

/** How long it lives, and whether anything is run through it. */
function useOf(
  judging: Judging,
  on: ExternalValue,
  hasCalls: boolean,
): Pick<Fields, 'scope' | 'applied'> {
  const scope = lifeOf(judging, on);
  // What a decorator or another policy takes is not run by name.
  const isTaken = hasCalls && on.client.guardDecorators !== undefined;
  const applied = isTaken ? true : (isApplied(judging, on) ?? (hasCalls ? true : undefined));
  return { ...(applied !== undefined && { applied }), ...(scope !== undefined && { scope }) };
}

function observationOf(
  judging: Judging,
  subject: Subject,
  facts: BreakerFacts,
): Pick<Fields, 'observed'> {
  const observed = isObserved(judging, subject, facts);
  return observed === undefined ? {} : { observed };
}
