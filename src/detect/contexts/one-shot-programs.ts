import { posix } from 'node:path';
import type { Repository } from '../../model/repository.js';
import type { FileFacts } from '../../parse/facts.js';
import type { FactsStore } from '../../parse/facts-store.js';
import { endsByItself, mayStay } from './ending-programs.js';
import type { ContextReason } from './spread.js';
import { scriptRuns, type ScriptRuns } from './task-scripts.js';

/** `test-hex.js` beside the service: what a developer tries once. */
const RUN_BY_HAND = /^(test|debug|try|scratch|tmp|temp)[-_].*\.[cm]?[jt]s$/;

interface Search {
  readonly repository: Repository;
  readonly files: FactsStore;
  readonly importers: ReadonlyMap<string, readonly string[]>;
}

/**
 * Sets programs apart that do their work and end: those that a script of package.json runs for a
 * task, those that are named like a trial or stand in a folder of scripts, and those that end themselves. Only files that
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
    const reason = whyOneShot(facts, scriptRuns(owner, file));
    if (reason !== null) contexts.set(file, { context: 'script', reason });
  }
}

/** Why a program does its work and ends; null where nothing tells. */
function whyOneShot(facts: FileFacts, { isService, task }: ScriptRuns): string | null {
  if (isService) return null;
  if (task !== undefined) return `run by the script "${task}"`;
  const { dir, base } = posix.parse(facts.file);
  if (RUN_BY_HAND.test(base)) return 'is named like a trial that is run by hand';
  if (dir.split('/').includes('scripts')) return 'a program in a folder of scripts';
  return endsByItself(facts) ? 'ends its process when its work is done' : null;
}
