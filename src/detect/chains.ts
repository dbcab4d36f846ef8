import type { BindingId, CallFact, CallId, Expression, FileFacts } from '../parse/facts.js';
import { lastName } from '../resolve/indexes/callee-names.js';
import { groupBy } from '../text/group-by.js';
import { enclosingCalls } from './spans.js';

/** How the calls of one file hang together; each look-up is prepared once, in one pass. */
export class Chains {
  readonly #calls: readonly CallFact[];
  readonly #ends: readonly CallId[];
  readonly #links: ReadonlyMap<CallId, CallId>;
  #enclosing: readonly (CallId | undefined)[] | undefined;
  #ids: ReadonlyMap<CallFact, CallId> | undefined;
  #byVariable: ReadonlyMap<BindingId, readonly CallId[]> | undefined;

  constructor({ calls }: FileFacts) {
    this.#calls = calls;
    this.#links = linksOf(calls);
    this.#ends = endsOf(calls, this.#links);
  }

  /** The call of a chain that follows on this one. */
  next(id: CallId): CallId | undefined {
    return this.#links.get(id);
  }

  /** The name that the chain goes on with after a call: `where` in `begin().where()`. */
  nameAfter(call: CallFact): string | null {
    this.#ids ??= new Map(this.#calls.map((one, id) => [one, id]));
    const next = this.#links.get(this.#ids.get(call) ?? -1);
    const callee = next === undefined ? undefined : this.#calls[next]?.callee;
    return callee === undefined ? null : lastName(callee);
  }

  /** The last call of the chain that a call is a link of. */
  endOf(id: CallId): CallId {
    return this.#ends[id] ?? id;
  }

  /** The innermost call that has this one within its arguments. */
  enclosing(id: CallId): CallId | undefined {
    this.#enclosing ??= enclosingCalls(this.#calls);
    return this.#enclosing[id];
  }

  /** Calls of chains that start at a variable, such as `query.where().limit()`. */
  startedAt(variable: BindingId): readonly CallId[] {
    this.#byVariable ??= callsByVariable(this.#calls);
    return this.#byVariable.get(variable) ?? [];
  }
}

const byFile = new WeakMap<FileFacts, Chains>();

/** The chains of a file, kept with its facts. */
export function chainsOf(facts: FileFacts): Chains {
  const known = byFile.get(facts);
  if (known !== undefined) return known;
  const made = new Chains(facts);
  byFile.set(facts, made);
  return made;
}

/** For a call that is the receiver of another (`a().b()`): that other call. */
function linksOf(calls: readonly CallFact[]): ReadonlyMap<CallId, CallId> {
  const links = new Map<CallId, CallId>();
  for (const [id, { callee }] of calls.entries()) {
    const root = memberRoot(callee);
    if (callee.kind === 'member' && root.kind === 'call') links.set(root.call, id);
  }
  return links;
}

/** What stands in front of all members: `a()` in `a().b.c`. */
export function memberRoot(callee: Expression): Expression {
  let current = callee;
  while (current.kind === 'member') current = current.object;
  return current;
}

function endsOf(calls: readonly CallFact[], links: ReadonlyMap<CallId, CallId>): readonly CallId[] {
  const ends: CallId[] = [];
  for (const id of calls.keys()) {
    const passed: CallId[] = [];
    let current: CallId | undefined = id;
    let end = id;
    while (current !== undefined && ends[current] === undefined) {
      passed.push(current);
      end = current;
      current = links.get(current);
    }
    if (current !== undefined) end = ends[current] ?? end;
    for (const one of passed) ends[one] = end;
  }
  return ends;
}

function callsByVariable(calls: readonly CallFact[]): ReadonlyMap<BindingId, readonly CallId[]> {
  const variables = new Map<CallId, BindingId | null>();
  return groupBy(calls.keys(), (id) => variableOf(calls, variables, id) ?? undefined);
}

/** What a chain starts at, kept for every link passed on the way there. */
function variableOf(
  calls: readonly CallFact[],
  known: Map<CallId, BindingId | null>,
  id: CallId,
): BindingId | null {
  const passed: CallId[] = [];
  let current = id;
  let found: BindingId | null | undefined;
  while (found === undefined) {
    passed.push(current);
    const root = memberRoot(calls[current]?.callee ?? { kind: 'other', what: 'nothing' });
    if (root.kind === 'call') {
      current = root.call;
      found = known.get(current);
    } else found = root.kind === 'name' ? root.binding : null;
  }
  for (const one of passed) known.set(one, found);
  return found;
}
