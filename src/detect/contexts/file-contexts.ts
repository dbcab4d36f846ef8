import type { Repository } from '../../model/repository.js';
import type { FactsStore } from '../../parse/facts-store.js';
import { bringCommandsBack } from './command-folders.js';
import { setOneShotsApart } from './one-shot-programs.js';
import { ownEvidence } from './own-evidence.js';
import { spread, type ContextReason } from './spread.js';
import { scriptRuns } from './task-scripts.js';

/**
 * Contexts by path and package, refined by directives and by use: a file that only scripts import
 * is a script's, one that only browser code imports is the browser's.
 */
export function fileContexts(
  repository: Repository,
  files: FactsStore,
  importersOf: ReadonlyMap<string, readonly string[]>,
): ReadonlyMap<string, ContextReason> {
  const contexts = new Map<string, ContextReason>();
  for (const { file, context, contextReason } of repository.sources) {
    const found = context === 'server' ? ownEvidence(files.get(file)) : null;
    contexts.set(file, found ?? { context, reason: contextReason });
  }
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
  spread(contexts, {
    users: importers,
    reason: (context) => `imported only by ${context} files such as`,
  });
  return contexts;
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
