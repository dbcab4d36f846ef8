import type { FileTree } from '../io/file-tree.js';
import { folderTree } from '../io/folder-tree.js';
import { shippedCatalog } from '../io/rule-pack.js';
import { readUserFiles } from '../io/user-files.js';
import type { Catalog } from '../model/catalog.js';
import { withOwnEntries, type OwnEntry } from './merge-entries.js';

/** Where users describe clients, guards and frameworks of their own. */
const folders = ['.resilint/clients', '.resilint/guards', '.resilint/frameworks'] as const;

/** The shipped clients, guards and frameworks and those below `.resilint` of a folder, which win. */
export async function loadCatalog(root: string): Promise<Catalog> {
  return catalogWith(await loadOwnEntries(folderTree(root)));
}

/** The shipped clients, guards and frameworks and the given ones, which win. */
export function catalogWith(own: readonly OwnEntry[]): Catalog {
  const shipped = shippedCatalog();
  return own.length === 0 ? shipped : withOwnEntries(shipped, own);
}

/** The clients, guards and frameworks below `.resilint`; a mistake in one of them is an error. */
export async function loadOwnEntries(tree: FileTree): Promise<readonly OwnEntry[]> {
  const files = folders.flatMap((folder) => readUserFiles(tree, folder));
  if (files.length === 0) return [];
  // YAML and the schema library are loaded for those who need them.
  const { parseOwnEntries } = await import('./own-entries.js');
  return parseOwnEntries(files);
}
