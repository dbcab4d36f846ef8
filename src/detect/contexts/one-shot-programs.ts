import { posix } from 'node:path';
import type { Repository } from '../../model/repository.js';
import type { FactsStore } from '../../parse/facts-store.js';
import { endsByItself, mayStay } from './ending-programs.js';
import type { ContextReason } from './spread.js';
import { scriptRuns } from './task-scripts.js';

/** `test-hex.js` beside the service: what a developer tries once. */
const RUN_BY_HAND = /^(test|debug|try|scratch|tmp|temp)[-_].*\.[cm]?[jt]s$/;

interface Search {
  readonly repository: Repository;
  readonly files: FactsStore;
  readonly importers: ReadonlyMap<string, readonly string[]>;
}

/**
 * Sets programs apart that do their work and end: those that a script of package.json runs for a
 * task, those that are named like a trial, and those that end their process themselves. Only files that
 * nothing imports are programs.
 */
export function setOneShotsApart(
  contexts: Map<string, ContextReason>,
  { repository, files, importers }: Search,
): void {
  const packages = new Map(repository.packages.map((one) => [one.dir, one]));
  for (const { file, packageDir } of repository.sources) {
    const facts = files.get(file);
    const owner = packages.get(packageDir);
    if (facts === undefined || owner === undefined || importers.has(file)) continue;
    if (contexts.get(file)?.context !== 'server' || mayStay(facts)) continue;
    const { isService, task } = scriptRuns(owner, file);
    if (isService) continue;
    if (task !== undefined)
      contexts.set(file, { context: 'script', reason: `run by the script "${task}"` });
    else if (RUN_BY_HAND.test(posix.basename(file)))
      contexts.set(file, {
        context: 'script',
        reason: 'is named like a trial that is run by hand',
      });
    else if (endsByItself(facts))
      contexts.set(file, { context: 'script', reason: 'ends its process when its work is done' });
  }
}
