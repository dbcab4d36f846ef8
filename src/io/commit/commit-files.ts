import { join } from 'node:path';
import { inTemporaryFolder } from '../temporary-folder.js';
import { commanded, stage } from './committing.js';

/**
 * Commits files as they are on disk, and nothing else that may be staged. Returns the id of the commit;
 * where git fails, HEAD is where it was.
 */
export function commitFiles(root: string, files: readonly string[], message: string): string {
  const head = commanded(root, ['rev-parse', '--verify', 'HEAD']).trim();
  const tree = treeWith(root, files);
  const words = ['commit-tree', '--no-gpg-sign', '-p', head, '-F', '-', tree];
  const commit = commanded(root, words, { input: message }).trim();
  // First: a crash in between leaves staged what is committed next, rather than its reverse.
  stage(root, files);
  const [subject = ''] = message.split('\n');
  commanded(root, ['update-ref', '-m', `commit: ${subject}`, 'HEAD', commit, head]);
  return commit;
}

/** What is committed, with these files; made in an index of its own, for others may have staged things. */
const treeWith = (root: string, files: readonly string[]): string =>
  inTemporaryFolder({}, (folder) => {
    const index = join(folder, 'index');
    commanded(root, ['read-tree', 'HEAD'], { index });
    stage(root, files, index);
    // A partial clone lacks files that the commit has, too.
    return commanded(root, ['write-tree', '--missing-ok'], { index }).trim();
  });
