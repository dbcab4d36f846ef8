import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { FileTree, PathEntry } from './file-tree.js';
import { listFiles } from './list-files.js';
import { statusOf } from './path-kind.js';
import { readHead, readText } from './read-text.js';
import { workingState } from './working-state.js';

/** A folder as it is on disk. */
export function folderTree(folder: string): FileTree {
  const root = resolve(folder);
  return {
    root,
    list: () => listFiles(root),
    entryAt: (path) => entryAt(join(root, path)),
    namesIn: (path) => readdirSync(join(root, path)),
    readText: (file) => readText(join(root, file)),
    readHead: (file, length) => readHead(join(root, file), length),
    state: () => workingState(root),
  };
}

function entryAt(absolute: string): PathEntry | undefined {
  const status = statusOf(absolute);
  if (status === undefined) return undefined;
  if (status.isSymbolicLink()) return { kind: 'link', size: 0 };
  if (status.isDirectory()) return { kind: 'folder', size: 0 };
  return status.isFile() ? { kind: 'file', size: status.size } : { kind: 'other', size: 0 };
}
