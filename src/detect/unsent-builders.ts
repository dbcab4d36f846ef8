import type { CallFact, Expression, FileFacts } from '../parse/facts.js';
import type { Resolver } from '../resolve/resolver.js';
import { isCallbackName } from '../text/callback-name.js';
import { placeOf, type PerformedAction } from './operations.js';

interface Link {
  readonly call: CallFact;
  readonly performed: PerformedAction;
}

/**
 * `db.update(users).set(changes);`: a query that is sent when somebody waits for it, where nobody
 * does. One that is handed a callback is sent at once.
 */
export function isNeverSent(
  resolver: Resolver,
  facts: FileFacts,
  { links }: { readonly links: readonly Link[] },
): boolean {
  const last = links.at(-1);
  if (last === undefined || !isThenable(resolver, last.performed)) return false;
  return !links.some(({ call }) =>
    call.arguments.some((one) => mayBeCallback(resolver, facts, { call, one })),
  );
}

/** A link of a query, or a call that begins one. */
function isThenable({ catalog }: Resolver, { on, action: { returns } }: PerformedAction): boolean {
  if (returns == null) return false;
  return catalog.thenable(returns === 'Self' ? on : { ...on, type: returns });
}

function mayBeCallback(
  resolver: Resolver,
  facts: FileFacts,
  { call, one }: { readonly call: CallFact; readonly one: Expression },
): boolean {
  if (one.kind === 'function') return true;
  if (one.kind === 'name' && isCallbackName(one.name)) return true;
  return resolver.evaluate(one, placeOf(facts, call)).some(({ kind }) => kind === 'function');
}
