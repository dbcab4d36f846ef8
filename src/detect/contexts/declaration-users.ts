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

/**
 * Who uses each declaration, as a bundler follows names: through imports and files that export
 * what others declare, to the declaration. A namespace and `require` use all that a file exports.
 */
export function declarationUsers(input: UsersInput): Users {
  const { repository, files, declarations } = input;
  const exported = new ExportedDeclarations(input);
  const users = new Map<string, Set<string>>();
  const usable = new Map<string, string>();
  for (const { file } of repository.sources) {
    const facts = files.get(file);
    if (facts === undefined) continue;
    for (const name of declarations.usable(facts)) usable.set(name, file);
    for (const [user, used] of usesOf(facts, { declarations, exported })) {
      if (user === used) continue;
      const known = users.get(used);
      if (known === undefined) users.set(used, new Set([user]));
      else known.add(user);
    }
  }
  return withoutUnused(users, usable, input);
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

/**
 * A function of a server that nobody uses, in a file that others import, runs nowhere: it does not
 * keep on the server what a page uses too.
 */
function withoutUnused(
  users: ReadonlyMap<string, ReadonlySet<string>>,
  usable: ReadonlyMap<string, string>,
  { importers }: UsersInput,
): Users {
  const runsNowhere = (name: string): boolean => {
    const file = usable.get(name);
    return file !== undefined && !users.has(name) && importers.has(file);
  };
  return new Map(
    [...users].map(([name, by]) => [name, [...by].filter((one) => !runsNowhere(one))]),
  );
}
