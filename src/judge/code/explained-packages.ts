import { scriptRuns } from '../../detect/contexts/task-scripts.js';
import { groupBy } from '../../text/group-by.js';
import { oncePer } from '../../text/once.js';
import type { Judging } from '../judging.js';

/** A program that imports fewer files may leave the rest to a framework. */
const FEWEST = 4;
/** So does one that imports a smaller share of its package. */
const LEAST_SHARE = 1 / 4;
/** Where so many of the files of a package are imported, they are, whatever starts. */
const NEARLY_ALL = 9 / 10;

/**
 * Folders of packages that are known to load what they need by imports: what starts imports a good part
 * of the sources, or nearly all of them are imported. Frameworks that find files by their place do neither.
 */
export const explainedPackages = oncePer(
  (judging: Judging): ReadonlySet<string> => new Set(find(judging)),
);

function* find(judging: Judging): Iterable<string> {
  const imports = importsOf(judging);
  const files = judging.repository.sources.map(({ file }) => file);
  const isStart = (file: string): boolean => {
    const owner = judging.package(file);
    return owner !== undefined && scriptRuns(owner, file).isService;
  };
  for (const [dir, own] of groupBy(files, (file) => judging.owner(file).dir)) {
    const loaded = new Set(own.filter(isStart));
    for (const file of loaded) for (const target of imports.get(file) ?? []) loaded.add(target);
    const reached = own.filter((file) => loaded.has(file)).length;
    const imported = own.filter((file) => judging.importers().has(file)).length;
    const isStarted = reached >= FEWEST && reached >= own.length * LEAST_SHARE;
    if (isStarted || imported >= own.length * NEARLY_ALL) yield dir;
  }
}

/** What each file imports. */
function importsOf(judging: Judging): ReadonlyMap<string, readonly string[]> {
  const pairs = [...judging.importers()].flatMap(([target, importers]) =>
    importers.map((by) => ({ by, target })),
  );
  return new Map(
    [...groupBy(pairs, ({ by }) => by)].map(([by, all]) => [by, all.map(({ target }) => target)]),
  );
}
