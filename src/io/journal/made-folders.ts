import { rmdirSync } from 'node:fs';
import { join, posix } from 'node:path';
import { statusOf } from '../path-kind.js';

/** Folders that files need and that are not there, the innermost first. */
export function missingFolders(root: string, files: readonly string[]): readonly string[] {
  const missing = new Set<string>();
  for (const file of files)
    for (let folder = posix.dirname(file); folder !== '.'; folder = posix.dirname(folder)) {
      if (statusOf(join(root, folder)) !== undefined) break;
      missing.add(folder);
    }
  return [...missing].sort((one, two) => two.length - one.length);
}

/** Removes those that are empty; what somebody has put into one since keeps it. */
export function removeEmptyFolders(root: string, folders: readonly string[]): void {
  for (const folder of folders)
    try {
      rmdirSync(join(root, folder));
    } catch {
      // It holds something, or is gone already.
    }
}
