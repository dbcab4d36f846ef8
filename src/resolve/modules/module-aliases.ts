import { posix } from 'node:path';
import type { Repository, TsconfigPaths } from '../../model/repository.js';
import { longestPrefix, matchPattern } from './module-exports.js';
import type { ModuleFiles } from './module-files.js';
import { addToGroup } from '../../text/add-to-group.js';
import { foldersUp } from '../../text/folders-up.js';

/** Finds files through `paths` and `baseUrl` of the compiler configurations around a file. */
export interface ModuleAliases {
  find(fromDir: string, specifier: string): string | undefined;
  /** Whether a `baseUrl` makes folders importable by their plain names. */
  hasBase(fromDir: string): boolean;
}

export function moduleAliases(repository: Repository, files: ModuleFiles): ModuleAliases {
  const byDir = new Map<string, TsconfigPaths[]>();
  for (const config of repository.tsconfigs) {
    addToGroup(byDir, config.dir, config);
  }
  return {
    find(fromDir, specifier) {
      for (const dir of foldersUp(fromDir)) {
        for (const config of byDir.get(dir) ?? []) {
          const found = findIn(config, files, specifier);
          if (found !== undefined) return found;
        }
      }
      return undefined;
    },
    hasBase: (fromDir) =>
      foldersUp(fromDir).some((dir) =>
        (byDir.get(dir) ?? []).some(({ baseDir }) => baseDir !== undefined),
      ),
  };
}

function findIn(config: TsconfigPaths, files: ModuleFiles, specifier: string): string | undefined {
  for (const path of pathTargets(config, specifier)) {
    const found = files.find(path);
    if (found !== undefined) return found;
  }
  return config.baseDir === undefined
    ? undefined
    : files.find(posix.join(config.baseDir, specifier));
}

const sorted = new WeakMap<TsconfigPaths['paths'], readonly string[]>();

/** Every import asks, and each configuration has one order. */
function sortedPatterns(paths: TsconfigPaths['paths']): readonly string[] {
  const known = sorted.get(paths);
  if (known !== undefined) return known;
  const patterns = Object.keys(paths).sort(longestPrefix);
  sorted.set(paths, patterns);
  return patterns;
}

function pathTargets({ paths, pathsDir }: TsconfigPaths, specifier: string): readonly string[] {
  if (pathsDir === undefined) return [];
  for (const pattern of sortedPatterns(paths)) {
    const matched = matchPattern(pattern, specifier);
    if (matched === null) continue;
    return (paths[pattern] ?? []).map((target) =>
      posix.join(
        pathsDir,
        target.replace('*', () => matched),
      ),
    );
  }
  return [];
}
