import { toolVersion } from './io/tool-version.js';
import type { AssessOptions } from './model/assess-options.js';
import type { Repository, SetAsideReason } from './model/repository.js';
import { factsFileOf } from './parse/facts-cache.js';
import { FactsStore } from './parse/facts-store.js';
import { readRepository } from './read-repository.js';

/** What discovery knows of a repository, for whoever wonders why something was not found. */
export interface Inspection {
  readonly packages: readonly InspectedPackage[];
  readonly tsconfigs: readonly string[];
  readonly lockfiles: readonly string[];
  /** Where facts are kept for the next scan; undefined where that is not possible. */
  readonly cacheFile: string | undefined;
  readonly fileState: (file: string) => FileState;
}

export interface InspectedPackage {
  readonly dir: string;
  readonly name?: string;
  /** Packages it depends on, those for development included. */
  readonly dependencies: number;
  /** Those of which no lockfile, no exact range and no installed copy tells the version. */
  readonly withoutVersion: number;
}

/** Whether a file is searched for calls, and if not, why. */
export type FileState =
  | { readonly state: 'searched' }
  | { readonly state: 'set-aside'; readonly reason: SetAsideReason }
  | { readonly state: 'failed'; readonly message: string }
  /** It is no source, it is not there, or git ignores it. */
  | { readonly state: 'unknown' };

export function inspect(options: AssessOptions): Inspection {
  const { repository, tree } = readRepository(options);
  return {
    packages: repository.packages.map(inspected),
    tsconfigs: repository.tsconfigs.map(({ file }) => file).sort(),
    lockfiles: repository.lockfiles,
    cacheFile: factsFileOf(repository.root, toolVersion()),
    fileState: (file) => fileState(file, repository, new FactsStore(repository, { tree })),
  };
}

function inspected({
  dir,
  name,
  ranges,
  versions,
}: Repository['packages'][number]): InspectedPackage {
  const names = Object.keys(ranges);
  return {
    dir,
    ...(name !== undefined && { name }),
    dependencies: names.length,
    withoutVersion: names.filter((one) => !Object.hasOwn(versions, one)).length,
  };
}

/** Some are set aside for their names, others only once their content is read. */
function fileState(file: string, repository: Repository, files: FactsStore): FileState {
  files.get(file);
  const setAside = [...repository.setAside, ...files.setAside].find((one) => one.file === file);
  if (setAside !== undefined) return { state: 'set-aside', reason: setAside.reason };
  const failed = [...repository.failed, ...files.failed].find((one) => one.file === file);
  if (failed !== undefined) return { state: 'failed', message: failed.message };
  const isSource = repository.sources.some((one) => one.file === file);
  return { state: isSource ? 'searched' : 'unknown' };
}
