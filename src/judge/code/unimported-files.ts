import { posix } from 'node:path';
import { groupBy } from '../../text/group-by.js';
import type { Judging } from '../judging.js';

const known = new WeakMap<Judging, ReadonlySet<string>>();

/**
 * Files that nothing imports. Where fewer than half of the files beside one are imported, the folder
 * may be one that is loaded as a whole: its files are not among them.
 */
export function unimportedFiles(judging: Judging): ReadonlySet<string> {
  const found = known.get(judging) ?? new Set(find(judging));
  known.set(judging, found);
  return found;
}

function* find(judging: Judging): Iterable<string> {
  const importers = judging.importers();
  const files = judging.repository.sources
    .map(({ file }) => file)
    .filter((file) => judging.facts(file) !== undefined);
  for (const beside of groupBy(files, (file) => posix.dirname(file)).values()) {
    const alone = beside.filter((file) => !importers.has(file));
    const imported = beside.length - alone.length;
    if (imported > 0 && imported * 2 >= beside.length - 1) yield* alone;
  }
}
