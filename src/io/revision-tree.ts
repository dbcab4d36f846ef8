import { posix, resolve } from 'node:path';
import { KnownError } from '../text/known-error.js';
import type { FileTree, PathEntry } from './file-tree.js';
import { gitListing, installedPart, isMisnamed, type ListedFile, type Listing } from './listing.js';
import { RevisionFiles, type TreeLine } from './revision-files.js';
import { runGit } from './run-git.js';
import { prefixOf } from './working-state.js';

/** A commit as git stored it. Nothing is checked out, so no filter, hook or attribute is heeded. */
export function revisionTree(folder: string, commit: string): FileTree {
  const root = resolve(folder);
  const { prefix } = prefixOf(root);
  const lines = treeLines(root, commit);
  const files = new RevisionFiles(root, lines);
  const fromTop = (path: string): string => posix.join(prefix ?? '.', path);
  return {
    root,
    list: () => listing(lines, prefix === undefined ? '' : `${prefix}/`),
    entryAt: (path) => files.entryAt(fromTop(path)),
    namesIn: (path) => files.namesIn(fromTop(path)),
    readText: (file) => files.read(fromTop(file)).toString('utf8'),
    readHead: (file, length) => files.read(fromTop(file)).toString('utf8', 0, length),
    state: () => ({ commit, dirty: false, ...(prefix !== undefined && { prefix }) }),
  };
}

const kinds: Readonly<Record<string, PathEntry['kind']>> = {
  '100644': 'file',
  '100664': 'file',
  '100755': 'file',
  '120000': 'link',
  // A submodule: a folder that holds another repository.
  '160000': 'folder',
};

function treeLines(root: string, commit: string): readonly TreeLine[] {
  const list = ['ls-tree', '-r', '-z', '--full-tree', commit];
  const output = runGit(root, [...list, '--long']);
  if (output !== null)
    return output
      .split('\0')
      .filter((line) => line !== '')
      .map(treeLine);
  // Sizes are asked of the files themselves, names are not.
  const isPartial = runGit(root, list) !== null;
  throw isPartial
    ? new KnownError(
        `Files of ${commit} are missing in this partial clone`,
        'Fetch them first:\n  git fetch --refetch --no-filter origin',
        2,
      )
    : new KnownError(
        `git cannot list the files of ${commit}`,
        'Check that git works in this folder:\n  git ls-tree HEAD',
        2,
      );
}

function treeLine(line: string): TreeLine {
  const tab = line.indexOf('\t');
  const [mode = '', , id = '', size = ''] = line.slice(0, tab).split(/ +/);
  const kind = kinds[mode] ?? 'other';
  return { path: line.slice(tab + 1), kind, id, size: kind === 'file' ? Number(size) : 0 };
}

function listing(lines: readonly TreeLine[], prefix: string): Listing {
  const files: ListedFile[] = [];
  const notEntered = new Set<string>();
  const misnamed: string[] = [];
  for (const { path, kind, size } of lines) {
    if (!path.startsWith(prefix)) continue;
    const file = path.slice(prefix.length);
    const installed = installedPart(file);
    if (installed !== null) notEntered.add(installed);
    else if (kind === 'folder') notEntered.add(file);
    else if (kind !== 'file') continue;
    else if (isMisnamed(file)) misnamed.push(file);
    else files.push({ file, size });
  }
  return gitListing({ files, notEntered, misnamed });
}
