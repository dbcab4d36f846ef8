import type { ClientAction } from '../model/catalog.js';
import type { BindingId, CallFact, CallId, Expression, FileFacts } from '../parse/facts.js';
import type { Resolver } from '../resolve/resolver.js';
import type { Chains } from './chains.js';
import { performedAction } from './operations.js';

interface Built {
  /** The last link that the catalogue describes. */
  readonly last: { readonly id: CallId; readonly action: ClientAction };
  /** The chain's last call. */
  readonly end: CallFact;
  readonly chains: Chains;
}

/** `.toSQL()`: a builder is asked for what it built, and sends nothing. */
export function isOnlyRead(resolver: Resolver, facts: FileFacts, built: Built): boolean {
  const { last, end, chains } = built;
  const next = chains.next(last.id);
  if (reads(last.action) || (next !== undefined && isReading(resolver, facts, next))) return true;
  return end.variable !== undefined && isReadInVariable(resolver, facts, { ...built, end });
}

const reads = ({ lazy, executes, role, returns }: ClientAction): boolean =>
  [lazy, executes, role, returns].every((one) => one === undefined);

function isReading(resolver: Resolver, facts: FileFacts, id: CallId): boolean {
  const action = performedAction(resolver, facts, id)?.action;
  return action !== undefined && reads(action);
}

/** A builder in a variable that some chain asks for its text, and that nothing waits for or takes. */
function isReadInVariable(resolver: Resolver, facts: FileFacts, { end, chains }: Built): boolean {
  const { variable } = end;
  if (variable === undefined || isGivenOn(facts, variable)) return false;
  return chains.startedAt(variable).some((id) => isReading(resolver, facts, id));
}

function isGivenOn({ calls, functions, statements }: FileFacts, variable: BindingId): boolean {
  const isIt = (one: Expression): boolean => one.kind === 'name' && one.binding === variable;
  return (
    calls.some((call) => call.arguments.some(isIt)) ||
    functions.some(({ returns }) => returns.some(isIt)) ||
    statements.some((one) => one.kind === 'await' && isIt(one.value))
  );
}
