import { posix } from 'node:path';

/** A folder and each one above it, the root "." last. */
export function foldersUp(folder: string): readonly string[] {
  return folder === '.' ? [folder] : [folder, ...foldersUp(posix.dirname(folder))];
}
