import { forgetChanges, undoChanges, writeChanges, type FileChange } from '../journal/journal.js';
import { commitFiles } from './commit-files.js';
import { stage } from './committing.js';

/**
 * Writes changes and commits them: under the journal until the commit keeps them. Where git fails, the
 * files are as they were. Returns the id of the commit.
 */
export function writeCommit(root: string, changes: readonly FileChange[], message: string): string {
  const names = changes.map(({ file }) => file);
  const run = writeChanges(root, changes);
  try {
    const id = commitFiles(root, names, message);
    forgetChanges(root, run);
    return id;
  } catch (error) {
    undoChanges(root, run);
    attemptStage(root, names);
    throw error;
  }
}

/** What was staged for a commit that was not made; where even this fails, git tells of it. */
function attemptStage(root: string, names: readonly string[]): void {
  try {
    stage(root, names);
  } catch {
    // The files are as they were, which is what counts.
  }
}
