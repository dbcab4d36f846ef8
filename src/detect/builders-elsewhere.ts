import type { BindingId, CallFact, CallId, Expression, FileFacts } from '../parse/facts.js';
import type { Resolver } from '../resolve/resolver.js';
import type { FunctionValue } from '../resolve/values.js';
import { chainsOf } from './chains.js';
import { performedAction, placeOf } from './operations.js';

/** Queries that one function starts and another one goes on with, and runs. */

interface Chain {
  /** The chain's last call. */
  readonly end: CallFact;
  /** One of its calls runs it: `.then()`. */
  readonly executed?: boolean;
  /** What the chain begins with: a name, or a call of the repository's own. */
  readonly root: Expression;
}

/** A chain that only goes on with a query: whether the query runs where it stands. */
export function runsWhatWasBegun(
  resolver: Resolver,
  facts: FileFacts,
  { end, root, executed = false }: Chain,
): boolean {
  if (root.kind === 'call')
    return startsQuery(resolver, facts, root.call) && (executed || isTaken(facts, end));
  return parameterOf(facts, root, end) !== null && (executed || isWaitedFor(facts, end));
}

/** What an asynchronous function gives is an answer, and no query any more. */
function startsQuery(resolver: Resolver, facts: FileFacts, id: CallId): boolean {
  const call = facts.calls[id];
  if (call === undefined || call.form !== 'call') return false;
  const callees = resolver.calleeValues(facts.file, id).filter(isFunction);
  return (
    callees.length > 0 &&
    callees.every(({ file, function: fn }) => resolver.facts(file)?.functions[fn]?.async === false)
  );
}

const isFunction = (value: { readonly kind: string }): value is FunctionValue =>
  value.kind === 'function';

function isTaken(facts: FileFacts, end: CallFact): boolean {
  if (end.use === 'statement') return false;
  return (
    end.use !== 'variable' || (end.variable !== undefined && isWaitedForLater(facts, end.variable))
  );
}

/** `query = query.where(…)` and then `await query`. */
function isWaitedForLater(facts: FileFacts, variable: BindingId): boolean {
  const { functions, statements, calls } = facts;
  const isIt = (one: Expression): boolean => one.kind === 'name' && one.binding === variable;
  const isAwaited = (one: Expression): boolean => one.kind === 'await' && isIt(one.value);
  return (
    statements.some((one) => one.kind === 'await' && isIt(one.value)) ||
    functions.some(({ returns }) => returns.some((one) => isIt(one) || isAwaited(one))) ||
    chainsOf(facts)
      .startedAt(variable)
      .some((id) => calls[id]?.use === 'await')
  );
}

/** The query is sent in this very function. */
function isWaitedFor({ functions }: FileFacts, { use, function: around }: CallFact): boolean {
  if (use === 'return') return functions[around]?.async === true;
  return use === 'await' || use === 'yield' || use === 'iterated';
}

/** The position of the parameter of the function around a call that a name stands for. */
function parameterOf({ bindings }: FileFacts, root: Expression, end: CallFact): number | null {
  const binding =
    root.kind === 'name' && root.binding !== null ? bindings[root.binding] : undefined;
  if (binding?.kind !== 'parameter' || binding.function !== end.function) return null;
  return binding.parameter ?? null;
}

/** `(query) => query.select('total')`: what is added to a query that someone else runs. */
export function isAddedToParameter(
  resolver: Resolver,
  facts: FileFacts,
  { end, root }: Chain,
): boolean {
  if (parameterOf(facts, root, end) === null || isWaitedFor(facts, end)) return false;
  if (end.use !== 'return' && end.use !== 'statement') return false;
  const values = resolver.evaluate(root, placeOf(facts, end));
  return values.some((one) => one.kind === 'external' && resolver.catalog.thenable(one));
}

/** `page(query)`: the repository's function that is handed a query sends it. */
export function isRunByCallee(resolver: Resolver, handed: Handed): boolean {
  return handedTo(resolver, handed).some(({ facts: own, parameter }) =>
    chainsOf(own)
      .startedAt(parameter)
      .some((link) => {
        const call = own.calls[link];
        return (
          call !== undefined &&
          isWaitedFor(own, call) &&
          performedAction(resolver, own, link)?.action.lazy === true
        );
      }),
  );
}

/** `open(query)`: each function that it may be only gives back what it was handed, with more in it. */
export function isGivenBack(resolver: Resolver, handed: Handed): boolean {
  const taking = handedTo(resolver, handed);
  return (
    taking.length > 0 &&
    taking.every(({ facts, parameter }) =>
      chainsOf(facts)
        .startedAt(parameter)
        .some((id) => {
          const call = facts.calls[id];
          return call?.use === 'return' && facts.functions[call.function]?.async === false;
        }),
    )
  );
}

interface Handed {
  readonly facts: FileFacts;
  readonly call: CallId;
  /** Whether an argument is the query. */
  readonly isIt: (argument: Expression) => boolean;
}

interface Taking {
  readonly facts: FileFacts;
  readonly parameter: BindingId;
}

/** The parameters that a query is handed as. */
function handedTo(resolver: Resolver, { facts, call: id, isIt }: Handed): readonly Taking[] {
  const index = facts.calls[id]?.arguments.findIndex(isIt) ?? -1;
  if (index < 0) return [];
  return resolver
    .calleeValues(facts.file, id)
    .filter(isFunction)
    .flatMap(({ file, function: fn }): readonly Taking[] => {
      const own = resolver.facts(file);
      const parameter = own?.bindings.findIndex(
        (one) => one.kind === 'parameter' && one.function === fn && one.parameter === index,
      );
      return own === undefined || parameter === undefined || parameter < 0
        ? []
        : [{ facts: own, parameter }];
    });
}
