import type { Call, Evidence, Protection } from '../model/assessment.js';
import type { CallSelector, DeclaredProtection } from '../model/settings.js';
import { matchingPaths } from '../text/matching-paths.js';
import { matchesWildcards } from '../text/wildcards.js';

/** The calls with what the settings say protects them outside of the code. */
export function withDeclared(
  calls: readonly Call[],
  declared: readonly DeclaredProtection[],
): readonly Call[] {
  return declared.reduce((before, one) => {
    const selects = selector(one.for, before);
    return before.map((call) =>
      selects(call) ? { ...call, protection: joined(call.protection, one) } : call,
    );
  }, calls);
}

function selector(
  { client, dependency, files }: CallSelector,
  calls: readonly Call[],
): (call: Call) => boolean {
  const selected = files && matchingPaths(new Set(calls.map(({ file }) => file)), files);
  return (call) =>
    (client === undefined || client === call.client) &&
    (dependency === undefined || matchesWildcards(call.dependency, dependency)) &&
    selected?.has(call.file) !== false;
}

/** What the code does better stays: a shorter timeout, a protection of its own. */
function joined(found: Protection, declared: DeclaredProtection): Protection {
  const { timeout, retry, breaker, bulkhead } = declared;
  const evidence: Evidence[] = [{ ...declared.at, what: declared.reason }];
  const given = { status: 'yes', by: 'declared', evidence } as const;
  return {
    ...found,
    ...(timeout !== undefined && { timeout: shorter(found.timeout, timeout.ms, evidence) }),
    ...(retry !== undefined && isMissing(found.retry) && { retry: { ...given, ...retry } }),
    ...(breaker === true && isMissing(found.breaker) && { breaker: given }),
    ...(bulkhead !== undefined &&
      isMissing(found.bulkhead) && { bulkhead: { ...given, ...bulkhead } }),
  };
}

const isMissing = ({ status }: { readonly status: string }): boolean => status !== 'yes';

function shorter(
  found: Protection['timeout'],
  ms: number,
  evidence: Evidence[],
): Protection['timeout'] {
  const isBound = found.status === 'bounded' || found.status === 'library-default';
  if (isBound && (found.ms === undefined || found.ms <= ms)) return found;
  return { status: 'bounded', ms, by: 'declared', covers: ['total'], evidence };
}
