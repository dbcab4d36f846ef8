import { posix } from 'node:path';
import { groupBy } from '../../text/group-by.js';
import { oncePer } from '../../text/once.js';
import type { Judging } from '../judging.js';
import { explainedPackages } from './explained-packages.js';
import { reachedByFolder } from './open-loads.js';

/**
 * Files that nothing imports. Where fewer than half of the files beside one are imported, the folder
 * may be one that is loaded as a whole: its files are among them only where imports explain its package
 * and no path that is put together can lead there.
 */
export const unimportedFiles = oncePer(
  (judging: Judging): ReadonlySet<string> => new Set(find(judging)),
);

function* find(judging: Judging): Iterable<string> {
  const importers = judging.importers();
  const files = judging.repository.sources
    .map(({ file }) => file)
    .filter((file) => judging.facts(file) !== undefined);
  for (const beside of groupBy(files, (file) => posix.dirname(file)).values()) {
    const alone = beside.filter((file) => !importers.has(file));
    const imported = beside.length - alone.length;
    const isTaken = imported > 0 && imported * 2 >= beside.length - 1;
    yield* isTaken ? alone : alone.filter((file) => isLeftOut(judging, file));
  }
}

/** Scripts are run by hand. */
const isLeftOut = (judging: Judging, file: string): boolean =>
  !judging.isScript(file) &&
  explainedPackages(judging).has(judging.owner(file).dir) &&
  !reachedByFolder(judging)(file);
