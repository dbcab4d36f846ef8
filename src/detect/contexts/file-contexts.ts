import type { Repository } from '../../model/repository.js';
import type { FactsStore } from '../../parse/facts-store.js';
import type { ModuleResolver } from '../../resolve/modules/modules.js';
import { bringCommandsBack } from './command-folders.js';
import { setOneShotsApart } from './one-shot-programs.js';
import { ownEvidence } from './own-evidence.js';
import { drawsComponents, pagePackages, pageRoots } from './page-files.js';
import { spread, type ContextReason } from './spread.js';
import { scriptRuns } from './task-scripts.js';

interface Sources {
  readonly repository: Repository;
  readonly files: FactsStore;
  readonly modules: ModuleResolver;
  readonly importers: ReadonlyMap<string, readonly string[]>;
}

/**
 * Contexts by path and package, refined by directives and by use: a file that only scripts import
 * is a script's, one that only browser code imports is the browser's.
 */
export function fileContexts(sources: Sources): ReadonlyMap<string, ContextReason> {
  const { repository, files, importers: importersOf } = sources;
  const pages = pagePackages(repository, files);
  const contexts = ownContexts(repository, files, pages);
  const importers = new Map(importersOf);
  const packages = new Map(repository.packages.map((one) => [one.dir, one]));
  for (const { file, packageDir } of repository.sources) {
    const owner = packages.get(packageDir);
    // What a server action does, it does on the server, whoever imports it; so does a program that is started there.
    const isServers =
      files.get(file)?.directives.includes('use server') === true ||
      (importers.has(file) && owner !== undefined && scriptRuns(owner, file).isStarted);
    if (isServers) importers.delete(file);
  }
  bringCommandsBack(contexts, { repository, importers: importersOf });
  setExamplesApart(contexts, importers);
  setOneShotsApart(contexts, { repository, files, importers });
  spreadFiles(contexts, importers);
  setPagesApart(contexts, { ...sources, importers, pages });
  return contexts;
}

function ownContexts(
  { sources }: Repository,
  files: FactsStore,
  pages: ReadonlySet<string>,
): Map<string, ContextReason> {
  return new Map(
    sources.map(({ file, packageDir, context, contextReason: reason }) => {
      if (context !== 'server') return [file, { context, reason }];
      const facts = files.get(file);
      const drawn = pages.has(packageDir) ? drawsComponents(facts) : null;
      return [file, ownEvidence(facts) ?? drawn ?? { context, reason }];
    }),
  );
}

const spreadFiles = (
  contexts: Map<string, ContextReason>,
  users: ReadonlyMap<string, readonly string[]>,
): void => {
  spread(contexts, {
    users,
    reason: (context) => `imported only by ${context} files such as`,
  });
};

/** Pages that are found give their parts away, and these may show that others are pages. */
function setPagesApart(
  contexts: Map<string, ContextReason>,
  search: Parameters<typeof pageRoots>[1],
): void {
  for (;;) {
    const roots = pageRoots(contexts, search);
    if (roots.length === 0) return;
    for (const file of roots)
      contexts.set(file, {
        context: 'browser',
        reason: 'nothing but code of pages leads on from it',
      });
    spreadFiles(contexts, search.importers);
  }
}

const EXAMPLES = /(^|\/)examples?\//;

/** Examples beside the code of a library: what runs in production would import them. */
function setExamplesApart(
  contexts: Map<string, ContextReason>,
  importers: ReadonlyMap<string, readonly string[]>,
): void {
  for (const [file, { context }] of contexts) {
    if (context !== 'server' || !EXAMPLES.test(file)) continue;
    if ((importers.get(file) ?? []).some((importer) => !EXAMPLES.test(importer))) continue;
    contexts.set(file, { context: 'script', reason: 'an example that no other code imports' });
  }
}
