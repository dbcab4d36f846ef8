import { posix, relative, sep } from 'node:path';
import type { FileTree } from './file-tree.js';
import { repositoryTop } from './repository-top.js';

/** Where GitHub and GitLab look; the first one there counts. */
const places = ['.github', '.', 'docs', '.gitlab'] as const;

/** GitHub ignores larger ones. */
const LARGEST = 3 * 1024 * 1024;

/** The text of a CODEOWNERS file. */
export interface CodeOwnersFile {
  readonly text: string;
  /** What stands before files of the scanned root in its patterns: "services/orders/", or nothing. */
  readonly prefix: string;
}

/** The CODEOWNERS of the scanned folder, else of the repository around it. Links are not followed. */
export function readCodeOwners(tree: FileTree): CodeOwnersFile | null {
  const own = textIn(tree, '.');
  if (own !== null) return { text: own, prefix: '' };
  const top = repositoryTop(tree.root);
  if (top === null || top === tree.root) return null;
  const below = relative(top, tree.root).split(sep);
  const text = textIn(tree, below.map(() => '..').join('/'));
  return text === null ? null : { text, prefix: `${below.join('/')}/` };
}

function textIn(tree: FileTree, folder: string): string | null {
  for (const place of places) {
    const file = posix.join(folder, place, 'CODEOWNERS');
    const entry = tree.entryAt(file);
    const isInside = tree.entryAt(posix.join(folder, place))?.kind === 'folder';
    if (!isInside || entry?.kind !== 'file' || entry.size > LARGEST) continue;
    try {
      return tree.readText(file);
    } catch {
      continue;
    }
  }
  return null;
}
