import type { Repository } from '../../model/repository.js';
import type { FactsStore } from '../../parse/facts-store.js';
import { bringCommandsBack } from './command-folders.js';
import { setOneShotsApart } from './one-shot-programs.js';
import { ownEvidence } from './own-evidence.js';
import { drawsComponents, pagePackages, pageRoots } from './page-files.js';
import { spread, type ContextReason } from './spread.js';
import { scriptRuns } from './task-scripts.js';
import { setWindowsApart } from './window-pages.js';

interface Sources {
  readonly repository: Repository;
  readonly files: FactsStore;
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
  const isServers = runsOnServer(repository, files);
  for (const file of importersOf.keys()) if (isServers(file)) importers.delete(file);
  bringCommandsBack(contexts, { repository, importers: importersOf });
  setExamplesApart(contexts, importers);
  setOneShotsApart(contexts, { repository, files, importers });
  setWindowsApart(contexts, { ...sources, isServers });
  spreadFiles(contexts, importers);
  setPagesApart(contexts, importers, { ...sources, pages, isServers });
  return contexts;
}

/** What a server action does, it does on the server, whoever imports it; so does a program that is started there. */
function runsOnServer(
  { sources, packages }: Repository,
  files: FactsStore,
): (file: string) => boolean {
  const byDir = new Map(packages.map((one) => [one.dir, one]));
  const owners = new Map(sources.map(({ file, packageDir }) => [file, byDir.get(packageDir)]));
  return (file) => {
    const owner = owners.get(file);
    return (
      files.get(file)?.directives.includes('use server') === true ||
      (owner !== undefined && scriptRuns(owner, file).isStarted)
    );
  };
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
  users: ReadonlyMap<string, readonly string[]>,
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
    spreadFiles(contexts, users);
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
