import { posix } from 'node:path';
import { compareText } from '../text/compare-text.js';
import type { FileTree } from './file-tree.js';

/** A file that users of the scanned repository write for us, or why it is not read. */
export type UserFile =
  | { readonly file: string; readonly text: string }
  | { readonly file: string; readonly problem: string };

const LARGEST_KIB = 64;

/**
 * The YAML files directly in a folder below the root, by name; none where there is no folder. The
 * repository is not trusted: links are not followed, and only text of a sensible size is read.
 */
export function readUserFiles(tree: FileTree, folder: string): readonly UserFile[] {
  const way = wayTo(tree, folder);
  if (way === 'nothing') return [];
  if (way !== null) return [way];
  const names = namesIn(tree, folder);
  if (names === null) return [{ file: folder, problem: 'cannot be read' }];
  return names
    .filter((name) => /\.ya?ml$/.test(name))
    .sort(compareText)
    .map((name) => readEntry(tree, `${folder}/${name}`, LARGEST_KIB));
}

/** One such file by its path; null where nothing stands there. */
export function readUserFile(
  tree: FileTree,
  file: string,
  largestKib = LARGEST_KIB,
): UserFile | null {
  const way = wayTo(tree, posix.dirname(file));
  if (way === 'nothing' || (way === null && tree.entryAt(file) === undefined)) return null;
  return way ?? readEntry(tree, file, largestKib);
}

/** What is wrong with the folders that lead to one below the root; null where all are folders. */
function wayTo(tree: FileTree, folder: string): UserFile | 'nothing' | null {
  const parts = folder === '.' ? [] : folder.split('/');
  for (const length of parts.keys()) {
    const path = parts.slice(0, length + 1).join('/');
    const entry = tree.entryAt(path);
    if (entry === undefined) return 'nothing';
    if (entry.kind === 'link') return { file: path, problem: 'is a link, which is not followed' };
    if (entry.kind !== 'folder') return { file: path, problem: 'is no folder' };
  }
  return null;
}

function namesIn(tree: FileTree, folder: string): string[] | null {
  try {
    return [...tree.namesIn(folder)];
  } catch {
    return null;
  }
}

function readEntry(tree: FileTree, file: string, largestKib: number): UserFile {
  const entry = tree.entryAt(file);
  if (entry?.kind === 'link') return { file, problem: 'is a link, which is not followed' };
  if (entry?.kind !== 'file') return { file, problem: 'is no regular file' };
  if (entry.size > largestKib * 1024) return { file, problem: `is larger than ${largestKib} KiB` };
  try {
    const text = tree.readText(file);
    return /[\0\uFFFD]/.test(text) ? { file, problem: 'is no UTF-8 text' } : { file, text };
  } catch {
    return { file, problem: 'cannot be read' };
  }
}
