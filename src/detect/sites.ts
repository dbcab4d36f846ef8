import type { ClientAction } from '../model/catalog.js';
import type { CallFact, CallId, Expression, FileFacts, FunctionId } from '../parse/facts.js';
import { lastName } from '../resolve/indexes/callee-names.js';
import type { Caller } from '../resolve/knowledge.js';
import type { Resolver } from '../resolve/resolver.js';
import type { ExternalValue } from '../resolve/values.js';
import { groupBy } from '../text/group-by.js';
import {
  isAddedToParameter,
  isGivenBack,
  isRunByCallee,
  runsWhatWasBegun,
} from './builders-elsewhere.js';
import { chainsOf, memberRoot, type Chains } from './chains.js';
import { isOnlyRead } from './read-builders.js';
import { appliesTo, performedAction, placeOf, type PerformedAction } from './operations.js';
import { isNeverSent } from './unsent-builders.js';

/** One outbound call: the call that is made, and the expression from its chain's first to last link. */
export interface Site {
  readonly call: CallFact;
  readonly performed: PerformedAction;
  readonly start: number;
  readonly end: number;
}

interface Candidate {
  readonly id: CallId;
  readonly call: CallFact;
  readonly performed: PerformedAction;
}

/** Outbound calls of one file: one site for each executed chain. */
export function sitesOf(resolver: Resolver, facts: FileFacts): readonly Site[] {
  const chains = chainsOf(facts);
  const candidates = facts.calls.flatMap((call, id) => candidateOf(resolver, facts, { call, id }));
  const sites = groupByChain(candidates, chains).flatMap((links) =>
    siteOf(resolver, facts, { links, chains }),
  );
  return withoutNested(sites.toSorted((a, b) => a.start - b.start || b.end - a.end));
}

function candidateOf(
  resolver: Resolver,
  facts: FileFacts,
  { call, id }: { readonly call: CallFact; readonly id: CallId },
): readonly Candidate[] {
  if (call.form === 'import') return [];
  const performed = performedAction(resolver, facts, id);
  if (performed === null) return [];
  const place = placeOf(facts, call);
  const isFunction = (argument: Expression): boolean =>
    argument.kind === 'function' ||
    resolver.evaluate(argument, place).some((value) => value.kind === 'function');
  return appliesTo(performed.action, call, isFunction) ? [{ id, call, performed }] : [];
}

/** Candidates whose chains end in the same call belong together, first link first. */
function groupByChain(
  candidates: readonly Candidate[],
  chains: Chains,
): readonly (readonly Candidate[])[] {
  const groups = groupBy(candidates, ({ id, performed: { action } }) =>
    action.lazy || action.executes ? chains.endOf(id) : id,
  );
  return [...groups.values()].map((links) => links.toSorted((a, b) => a.call.end - b.call.end));
}

interface Chain {
  readonly links: readonly Candidate[];
  readonly chains: Chains;
}

function siteOf(resolver: Resolver, facts: FileFacts, { links, chains }: Chain): readonly Site[] {
  const acting = links.filter(({ performed }) => performed.action.role !== undefined);
  const chosen = acting.at(-1) ?? begunElsewhere(resolver, facts, { links, chains });
  const last = links.at(-1);
  if (chosen === undefined || last === undefined) return [];
  const { lazy } = chosen.performed.action;
  const executed = links.some(({ performed }) => performed.action.executes);
  const endId = chains.endOf(last.id);
  const end = facts.calls[endId] ?? last.call;
  const built = { id: endId, end, links, on: chosen.performed.on, chains, root: rootOf(links) };
  if (lazy && !executed) {
    const read = { last: { id: last.id, action: last.performed.action }, end, chains };
    if (isOnlyRead(resolver, facts, read) || !isExecuted(resolver, facts, built)) return [];
  }
  const start = links.reduce((first, { call }) => Math.min(first, call.start), last.call.start);
  return [
    { call: chosen.call, performed: chosen.performed, start, end: lazy ? end.end : last.call.end },
  ];
}

const rootOf = ([first]: readonly Candidate[]): Expression =>
  memberRoot(first?.call.callee ?? { kind: 'other', what: 'nothing' });

/** `table.start().where(…)`: what another function began is sent here, by calls that alone send nothing. */
function begunElsewhere(
  resolver: Resolver,
  facts: FileFacts,
  { links, chains }: Chain,
): Candidate | undefined {
  const [first] = links;
  const isQuery =
    first !== undefined &&
    links.every(({ performed }) => performed.action.lazy === true) &&
    links.some(({ performed }) => performed.action.executes === undefined) &&
    resolver.catalog.thenable(first.performed.on);
  if (!isQuery) return undefined;
  const { call, performed } = first;
  const end = facts.calls[chains.endOf(first.id)] ?? call;
  const executed = links.some(({ performed: { action } }) => action.executes);
  if (!runsWhatWasBegun(resolver, facts, { end, root: rootOf(links), executed })) return undefined;
  const { on } = performed;
  const action: ClientAction = { ...performed.action, role: 'request' };
  return { ...first, performed: { on, action, name: on.client.client } };
}

interface BuiltChain {
  /** What the chain begins with. */
  readonly root: Expression;
  readonly id: CallId;
  /** The chain's last call. */
  readonly end: CallFact;
  readonly links: readonly Candidate[];
  readonly on: ExternalValue;
  readonly chains: Chains;
}

/** Whether a lazily built chain runs where it stands, rather than as a part of another one. */
function isExecuted(resolver: Resolver, facts: FileFacts, built: BuiltChain): boolean {
  const { end } = built;
  if (lastName(end.callee) === SUBQUERY_ALIAS) return false;
  switch (end.use) {
    case 'variable':
      return !runsThroughVariable(resolver, facts, built) && !isHandedOn(resolver, facts, built);
    case 'argument':
      return !isPartOfBuilder(resolver, facts, built) && !runsThroughCallee(resolver, facts, built);
    case 'return':
      return (
        !isPartOfBuilder(resolver, facts, built) &&
        !isAddedToParameter(resolver, facts, built) &&
        !isContinued(resolver, facts, end)
      );
    case 'statement':
      return !isAddedToParameter(resolver, facts, built) && !isNeverSent(resolver, facts, built);
    case 'await':
    case 'yield':
    case 'receiver':
    case 'iterated':
    case 'other':
      return true;
  }
}

/** Query builders name a subquery with it; a chain that ends so is never sent by itself. */
const SUBQUERY_ALIAS = 'as';

/** A builder kept in a variable runs where a chain that starts at the variable runs. */
function runsThroughVariable(
  resolver: Resolver,
  facts: FileFacts,
  { end: { variable }, chains }: BuiltChain,
): boolean {
  if (variable === undefined) return false;
  return chains.startedAt(variable).some((id) => {
    const use = facts.calls[id]?.use;
    const runs = use === 'await' || use === 'return' || use === 'statement';
    return runs && performedAction(resolver, facts, id)?.action.role !== undefined;
  });
}

/** `Model.aggregatePaginate(grouped)`: what a call of the same client, or one that sends it, is handed runs there. */
function isHandedOn(
  resolver: Resolver,
  facts: FileFacts,
  { end: { variable }, on }: BuiltChain,
): boolean {
  if (variable === undefined) return false;
  const isIt = (one: Expression): boolean => one.kind === 'name' && one.binding === variable;
  return facts.calls.some(
    (call, id) =>
      call.arguments.some(isIt) &&
      (performedAction(resolver, facts, id)?.on.client === on.client ||
        isRunByCallee(resolver, { facts, call: id, isIt })),
  );
}

/** The function that is handed the query sends it, or gives it back to whom goes on with it. */
function runsThroughCallee(
  resolver: Resolver,
  facts: FileFacts,
  { id, chains }: BuiltChain,
): boolean {
  const around = chains.enclosing(id);
  const outer = around === undefined ? undefined : facts.calls[around];
  if (around === undefined || outer === undefined) return false;
  const isIt = (one: Expression): boolean => one.kind === 'call' && one.call === id;
  const handed = { facts, call: around, isIt };
  if (isRunByCallee(resolver, handed)) return true;
  const isContinuedThere =
    (outer.use === 'receiver' && outer.memberCalled === true) ||
    (outer.use === 'return' && isContinued(resolver, facts, outer));
  return isContinuedThere && isGivenBack(resolver, handed);
}

/**
 * A subquery: an argument of a builder of the same client, or returned by a callback given to one.
 * What a callback of `.then()` returns is a query of its own.
 */
function isPartOfBuilder(
  resolver: Resolver,
  facts: FileFacts,
  { id, end, on, chains }: BuiltChain,
): boolean {
  const callback = facts.functions[end.function];
  const around =
    end.use === 'argument'
      ? chains.enclosing(id)
      : callback?.async === false
        ? callback.argumentOf?.call
        : undefined;
  const outer = around === undefined ? null : performedAction(resolver, facts, around);
  return (
    outer?.action.lazy === true && outer.action.executes !== true && outer.on.client === on.client
  );
}

/** A function that only starts a query: each known caller goes on with the chain and sends it. */
function isContinued(resolver: Resolver, facts: FileFacts, end: CallFact): boolean {
  const around = facts.functions[end.function];
  if (around === undefined || around.async || end.function === 0) return false;
  const named = resolver.index.callersOf(facts.file, end.function);
  const callers = named.length > 0 ? named : callersBeside(resolver, facts, end.function);
  return (
    callers.length > 0 && callers.every(({ file, call }) => addsToIt(resolver.facts(file), call))
  );
}

/** `start().where()`, and no `start().then()`, which only takes the answer. */
function addsToIt(facts: FileFacts | undefined, call: CallFact): boolean {
  if (call.use !== 'receiver' || call.memberCalled !== true) return false;
  const name = facts === undefined ? null : chainsOf(facts).nameAfter(call);
  return name === null || !PROMISE_METHODS.has(name);
}

const PROMISE_METHODS: ReadonlySet<string> = new Set(['then', 'catch', 'finally']);

/** `const start = other ? () => other('items') : begin`: calls in the file of a function without a name. */
const callersBeside = (
  resolver: Resolver,
  { file, calls }: FileFacts,
  id: FunctionId,
): readonly Pick<Caller, 'file' | 'call'>[] =>
  calls.flatMap((call, callId) =>
    resolver
      .calleeValues(file, callId)
      .some((one) => one.kind === 'function' && one.function === id && one.file === file)
      ? [{ file, call }]
      : [],
  );

/** Queries handed to a transaction of the same client are part of the transaction's site. */
function withoutNested(sites: readonly Site[]): readonly Site[] {
  const kept: Site[] = [];
  let open: Site[] = [];
  for (const site of sites) {
    open = open.filter(({ end }) => site.start < end);
    if (site.performed.action.lazy !== true || !open.some((outer) => holds(outer, site)))
      kept.push(site);
    if (isTransaction(site)) open.push(site);
  }
  return kept;
}

const isTransaction = ({ call, performed }: Site): boolean =>
  /transaction|batch|pipeline/i.test(performed.name) &&
  call.arguments.some((argument) => argument.kind === 'array');

const holds = (outer: Site, site: Site): boolean =>
  outer.performed.on.client === site.performed.on.client &&
  outer.call.function === site.call.function &&
  site.end <= outer.end;
