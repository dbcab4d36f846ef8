import type { FileContext, Repository } from '../../model/repository.js';
import type { CallFact, FileFacts, FunctionId } from '../../parse/facts.js';
import type { FactsStore } from '../../parse/facts-store.js';
import type { Resolver } from '../../resolve/resolver.js';
import { Declarations } from './declarations.js';
import { declarationUsers } from './declaration-users.js';
import { fileContexts } from './file-contexts.js';
import { importersOf } from './importers.js';
import { spread, type ContextReason } from './spread.js';

export interface Contexts {
  readonly byFile: ReadonlyMap<string, ContextReason>;
  /** Where a call of a file runs. */
  readonly within: (facts: FileFacts) => (call: CallFact) => FileContext;
  /** Whether a function is code of a file that nothing in the repository uses. */
  readonly isUnused: (facts: FileFacts, id: FunctionId) => boolean;
}

/**
 * Where code runs: first of whole files, then, of the files that a server imports, of the single
 * functions and classes that only other code uses.
 */
export function contextsOf(
  repository: Repository,
  files: FactsStore,
  resolver: Resolver,
): Contexts {
  const importers = importersOf(repository, files, resolver.modules);
  const byFile = fileContexts({ repository, files, importers });
  const contexts = new Map(byFile);
  const declarations = new Declarations(repository, byFile);
  const input = { repository, files, resolver, importers, declarations };
  const { users, isUnused } = declarationUsers(input);
  if ([...byFile.values()].some(({ context }) => context !== 'server')) {
    spread(contexts, { users, reason: (context) => `used only by ${context} code such as` });
  }
  const contextOf = (name: string): FileContext => contexts.get(name)?.context ?? 'server';
  return {
    byFile,
    within: (facts) => {
      const ofFile = contextOf(facts.file);
      if (ofFile !== 'server') return () => ofFile;
      return (call) => contextOf(declarations.around(facts, call.function));
    },
    isUnused: (facts, id) => isUnused(declarations.around(facts, id)),
  };
}
