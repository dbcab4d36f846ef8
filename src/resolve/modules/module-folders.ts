import { posix } from 'node:path';

/** Finds files by paths in which names are left open: "src/controllers/*". */
export interface ModuleFolders {
  matching(pattern: string): readonly string[];
}

interface Folder {
  readonly folders: string[];
  readonly files: string[];
}

/** Nobody keeps more in folders that are loaded by name: the commands of a large bot are 400. */
const MOST_FILES = 500;

export function moduleFolders(all: () => Iterable<string>): ModuleFolders {
  let tree: ReadonlyMap<string, Folder> | undefined;
  return {
    matching(pattern) {
      tree ??= treeOf(all());
      const segments = posix.normalize(pattern).split('/');
      const last = segments.pop() ?? '';
      const folders = segments.reduce(
        (within, segment) => within.flatMap((one) => foldersIn(tree, one, segment)),
        ['.'],
      );
      return folders.flatMap((one) => filesIn(tree, one, last)).slice(0, MOST_FILES);
    },
  };
}

function treeOf(files: Iterable<string>): ReadonlyMap<string, Folder> {
  const tree = new Map<string, Folder>([['.', { folders: [], files: [] }]]);
  const folderAt = (path: string): Folder => {
    const known = tree.get(path);
    if (known !== undefined) return known;
    const made: Folder = { folders: [], files: [] };
    tree.set(path, made);
    folderAt(posix.dirname(path)).folders.push(posix.basename(path));
    return made;
  };
  for (const file of files) folderAt(posix.dirname(file)).files.push(posix.basename(file));
  return tree;
}

type Tree = ReadonlyMap<string, Folder> | undefined;

function foldersIn(tree: Tree, within: string, segment: string): readonly string[] {
  const found = segment.includes('*')
    ? (tree?.get(within)?.folders ?? []).filter((name) => fits(segment, name))
    : [segment];
  return found.map((name) => posix.join(within, name));
}

/** Files of the name with and without ending, and folders of the name with an index. */
function filesIn(tree: Tree, within: string, segment: string): readonly string[] {
  const { files = [], folders = [] } = tree?.get(within) ?? {};
  const named = files.filter((name) => fits(segment, name) || fits(segment, stemOf(name)));
  const indexes = folders
    .filter((name) => fits(segment, name))
    .flatMap((name) => {
      const index = tree
        ?.get(posix.join(within, name))
        ?.files.find((one) => stemOf(one) === 'index');
      return index === undefined ? [] : [posix.join(name, index)];
    });
  return [...named, ...indexes].map((name) => posix.join(within, name)).sort();
}

const stemOf = (name: string): string => name.slice(0, name.length - posix.extname(name).length);

/** What stands before the first and after the last "*" decides. */
function fits(pattern: string, name: string): boolean {
  const first = pattern.indexOf('*');
  if (first < 0) return pattern === name;
  const prefix = pattern.slice(0, first);
  const suffix = pattern.slice(pattern.lastIndexOf('*') + 1);
  return (
    name.length > prefix.length + suffix.length && name.startsWith(prefix) && name.endsWith(suffix)
  );
}
