import { posix } from 'node:path';
import { groupBy } from '../../text/group-by.js';
import type { FileFacts } from '../../parse/facts.js';
import { oncePer } from '../../text/once.js';
import type { Judging } from '../judging.js';
import { explainedPackages } from './explained-packages.js';
import { reachedByFolder } from './open-loads.js';

/**
 * Files that nothing imports. Where fewer than half of the files beside one are imported, the folder
 * may be one that is loaded as a whole: its files are among them only where the imports of a service
 * explain its package and no path that is put together can lead there, or where a file is the only one
 * there in a package that imports nearly all of its files.
 */
export const unimportedFiles = oncePer(
  (judging: Judging): ReadonlySet<string> => new Set(find(judging)),
);

function* find(judging: Judging): Iterable<string> {
  const importers = judging.importers();
  const files = judging.repository.sources
    .map(({ file }) => file)
    .filter((file) => judging.facts(file) !== undefined);
  const isLoadedByImports = packagesOfImports(judging, files);
  for (const beside of groupBy(files, (file) => posix.dirname(file)).values()) {
    const alone = beside.filter((file) => !importers.has(file));
    const imported = beside.length - alone.length;
    const isOnly =
      beside.length === 1 &&
      beside.every((file) => isLoadedByImports(file) && isForOthers(judging.facts(file)));
    const isTaken = imported > 0 && imported * 2 >= beside.length - 1;
    yield* isOnly || isTaken ? alone : alone.filter((file) => isLeftOut(judging, file));
  }
}

/** It exports what it has, and starts nothing: no program begins there. */
const isForOthers = (facts: FileFacts | undefined): boolean =>
  facts !== undefined &&
  facts.exports.length > 0 &&
  !facts.calls.some((call) => call.function === 0 && call.use === 'statement');

/** One file in so many may lie there unused; more of them are loaded in some other way. */
const FEWEST_IMPORTED = 10;

/** Whether a file is of a package whose files are loaded by imports, as far as can be told from their number. */
function packagesOfImports(judging: Judging, files: readonly string[]): (file: string) => boolean {
  const importers = judging.importers();
  const dirOf = (file: string): string => judging.package(file)?.dir ?? '.';
  const found = new Set(
    [...groupBy(files, dirOf)].flatMap(([dir, own]) => {
      const alone = own.filter((file) => !importers.has(file));
      return alone.length * FEWEST_IMPORTED <= own.length ? [dir] : [];
    }),
  );
  return (file) => found.has(dirOf(file));
}

/** Scripts are run by hand. */
const isLeftOut = (judging: Judging, file: string): boolean =>
  !judging.isScript(file) &&
  explainedPackages(judging).has(judging.owner(file).dir) &&
  !reachedByFolder(judging)(file);
