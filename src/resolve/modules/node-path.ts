import { posix } from 'node:path';
import type { RepositoryPackage } from '../../model/repository.js';

const known = new WeakMap<RepositoryPackage, readonly string[]>();

/** Folders that the scripts of a package make importable: `"start": "NODE_PATH=./lib node index.js"`. */
export function nodePathFolders(own: RepositoryPackage): readonly string[] {
  const found = known.get(own) ?? foldersIn(own);
  known.set(own, found);
  return found;
}

function foldersIn({ dir, scripts = {} }: RepositoryPackage): readonly string[] {
  const set = Object.values(scripts).flatMap((script) =>
    [...script.matchAll(/\bNODE_PATH=["']?([^\s"']+)/g)].flatMap(([, paths = '']) =>
      paths.split(/[:;]/),
    ),
  );
  // Absolute ones, and those of a variable, lie outside.
  const within = set.filter((path) => path !== '' && !/^[/$%]/.test(path));
  return [...new Set(within.map((path) => posix.join(dir, path)))];
}
