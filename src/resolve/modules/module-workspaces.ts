import { posix } from 'node:path';
import type { Repository, RepositoryPackage } from '../../model/repository.js';
import { exportTargets } from './module-exports.js';
import { isDeclaration, sourceCandidates, type ModuleFiles } from './module-files.js';

/** Finds files of the repository's own packages by the packages' names. */
export interface ModuleWorkspaces {
  find(name: string, subpath: string): string | undefined;
}

export function moduleWorkspaces(repository: Repository, files: ModuleFiles): ModuleWorkspaces {
  const byName = new Map<string, RepositoryPackage>();
  for (const one of repository.packages) {
    if (one.name !== undefined && !byName.has(one.name)) byName.set(one.name, one);
  }
  return {
    find(name, subpath) {
      const target = byName.get(name);
      return target && findIn(files, target, subpath);
    },
  };
}

function findIn(
  files: ModuleFiles,
  target: RepositoryPackage,
  subpath: string,
): string | undefined {
  const found = candidates(target, subpath)
    .flatMap(sourceCandidates)
    .map((path) => files.find(posix.join(target.dir, path)))
    .filter((file) => file !== undefined);
  // What runs says more than what describes it.
  return found.find((file) => !isDeclaration(file)) ?? found[0];
}

function candidates(target: RepositoryPackage, subpath: string): readonly string[] {
  const exported =
    target.exports === undefined
      ? []
      : exportTargets(target.exports, subpath === '' ? '.' : `./${subpath}`);
  if (subpath !== '') return [...exported, subpath, `src/${subpath}`];
  const { main, module: esm, types } = target;
  const entries = [esm, main, types].filter((entry) => entry !== undefined);
  return [...exported, ...entries, 'src/index', 'index', 'src/main', 'lib/index'];
}
