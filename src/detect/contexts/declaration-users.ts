import type { Repository } from '../../model/repository.js';
import type { FileFacts } from '../../parse/facts.js';
import type { FactsStore } from '../../parse/facts-store.js';
import type { Resolver } from '../../resolve/resolver.js';
import type { Declarations } from './declarations.js';
import { ExportedDeclarations } from './exported-declarations.js';
import type { Users } from './spread.js';

interface UsersInput {
  readonly repository: Repository;
  readonly files: FactsStore;
  readonly resolver: Resolver;
  readonly importers: Users;
  readonly declarations: Declarations;
}

/** Who uses what is declared. */
interface DeclarationUsers {
  readonly users: Users;
  /** Used by nobody but what nobody uses, and of a file that others import, or not exported: it runs nowhere. */
  readonly isUnused: (name: string) => boolean;
}

/**
 * Who uses each declaration, as a bundler follows names: through imports and files that export
 * what others declare, to the declaration. A namespace and `require` use all that a file exports.
 */
export function declarationUsers(input: UsersInput): DeclarationUsers {
  const { repository, files, declarations } = input;
  const exported = new ExportedDeclarations(input);
  const users = new Map<string, Set<string>>();
  const uses = new Map<string, Set<string>>();
  const usable = new Set<string>();
  for (const { file } of repository.sources) {
    const facts = files.get(file);
    if (facts === undefined) continue;
    for (const { name, isExported } of declarations.usable(facts)) {
      if (!isExported || input.importers.has(file)) usable.add(name);
    }
    for (const [user, used] of usesOf(facts, { declarations, exported })) {
      if (user === used) continue;
      addTo(users, used, user);
      addTo(uses, user, used);
    }
  }
  const live = reachedFrom(
    [...uses.keys()].filter((name) => !usable.has(name)),
    uses,
  );
  const isUnused = (name: string): boolean => usable.has(name) && !live.has(name);
  return { users: withoutUnused(users, isUnused), isUnused };
}

function addTo(lists: Map<string, Set<string>>, key: string, value: string): void {
  const known = lists.get(key);
  if (known === undefined) lists.set(key, new Set([value]));
  else known.add(value);
}

/** The names that others lead to, these included. */
function reachedFrom(
  names: readonly string[],
  uses: ReadonlyMap<string, ReadonlySet<string>>,
): ReadonlySet<string> {
  const reached = new Set(names);
  // A set that grows while it is walked is walked to its end.
  for (const name of reached) for (const used of uses.get(name) ?? []) reached.add(used);
  return reached;
}

interface Following {
  readonly declarations: Declarations;
  readonly exported: ExportedDeclarations;
}

/** Pairs of user and used. */
function* usesOf(
  facts: FileFacts,
  { declarations, exported }: Following,
): Iterable<[string, string]> {
  for (const [id, { mentions = [], memberMentions = [] }] of facts.functions.entries()) {
    const user = declarations.around(facts, id);
    for (const binding of mentions) {
      for (const used of exported.behind(facts, binding)) yield [user, used];
    }
    for (const { binding, member } of memberMentions) {
      for (const used of exported.member(facts, binding, member)) yield [user, used];
    }
  }
  for (const used of exported.askedForWhole(facts)) yield [facts.file, used];
}

/** What runs nowhere does not keep on the server what a page uses too. */
const withoutUnused = (
  users: ReadonlyMap<string, ReadonlySet<string>>,
  isUnused: (name: string) => boolean,
): Users =>
  new Map([...users].map(([name, by]) => [name, [...by].filter((one) => !isUnused(one))]));
