import { listWithGit } from './list-with-git.js';
import type { Listing } from './listing.js';
import { walk } from './walk.js';

/**
 * The files of a folder: as git lists them, else by a walk. An empty answer of git is not believed:
 * the folder may be one that a repository around it ignores.
 */
export function listFiles(root: string): Listing {
  const listed = listWithGit(root);
  return listed !== null && listed.files.length > 0 ? listed : walk(root);
}
