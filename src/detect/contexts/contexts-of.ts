import type { FileContext, Repository } from '../../model/repository.js';
import type { CallFact, FileFacts } from '../../parse/facts.js';
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
  const byFile = fileContexts(repository, files, importers);
  const contexts = new Map(byFile);
  const declarations = new Declarations(repository, byFile);
  if ([...byFile.values()].some(({ context }) => context !== 'server')) {
    spread(contexts, {
      users: declarationUsers({ repository, files, resolver, importers, declarations }),
      reason: (context) => `used only by ${context} code such as`,
    });
  }
  const contextOf = (name: string): FileContext => contexts.get(name)?.context ?? 'server';
  return {
    byFile,
    within: (facts) => {
      const ofFile = contextOf(facts.file);
      if (ofFile !== 'server') return () => ofFile;
      return (call) => contextOf(declarations.around(facts, call.function));
    },
  };
}
