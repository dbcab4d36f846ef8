import { dirname, join } from 'node:path';
import type { FileTree } from './file-tree.js';
import { folderTree } from './folder-tree.js';
import { isFolder } from './path-kind.js';
import { repositoryTop } from './repository-top.js';

/** An installed package: beside the root, or above it up to the top of the repository. */
export function installedPack(root: string, name: string): FileTree | null {
  const top = repositoryTop(root) ?? root;
  for (let folder = root; ; folder = dirname(folder)) {
    const path = join(folder, 'node_modules', name);
    if (isFolder(path)) return folderTree(path);
    if (folder === top) return null;
  }
}
