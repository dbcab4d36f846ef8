import { IN_COMMAND_FOLDER, type Repository } from '../../model/repository.js';
import type { ContextReason, Users } from './spread.js';
import { scriptRuns } from './task-scripts.js';

interface Search {
  readonly repository: Repository;
  readonly importers: Users;
}

/**
 * What lies in `bin` is a tool for its path alone: with the server is what a script of package.json
 * starts to stay, what the server imports, and what that imports in turn.
 */
export function bringCommandsBack(
  contexts: Map<string, ContextReason>,
  { repository, importers }: Search,
): void {
  const packages = new Map(repository.packages.map((one) => [one.dir, one]));
  const isServer = (file: string): boolean => contexts.get(file)?.context === 'server';
  let waiting = repository.sources.filter(
    ({ file, contextReason }) =>
      contextReason === IN_COMMAND_FOLDER && contexts.get(file)?.context === 'script',
  );
  for (let before = Infinity; waiting.length < before;) {
    before = waiting.length;
    waiting = waiting.filter(({ file, packageDir }) => {
      const owner = packages.get(packageDir);
      const isStarted = owner !== undefined && scriptRuns(owner, file).isStarted;
      const importer = importers.get(file)?.find(isServer);
      if (!isStarted && importer === undefined) return true;
      const reason = isStarted ? 'a script of its package starts it' : `imported by ${importer}`;
      contexts.set(file, { context: 'server', reason });
      return false;
    });
  }
}
