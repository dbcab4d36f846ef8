import { readdirSync, statSync } from 'node:fs';
import { KnownError } from '../text/known-error.js';

/** Fails with advice unless the path is a folder that can be read. */
export function requireFolder(path: string): void {
  if (!isFolder(path)) {
    const advice = 'Name the folder that holds it, and pick the file with --include.';
    throw new KnownError(`"${path}" is not a folder`, advice, 2);
  }
}

function isFolder(path: string): boolean {
  try {
    if (!statSync(path).isDirectory()) return false;
    readdirSync(path);
    return true;
  } catch (error) {
    throw unreadable(path, error);
  }
}

function unreadable(path: string, error: unknown): KnownError {
  const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
  if (code === 'ENOENT' || code === 'ENOTDIR') {
    return new KnownError(`There is no folder "${path}"`, 'Name the folder to scan.', 2);
  }
  const advice = 'Check its permissions, or name another folder.';
  return new KnownError(`The folder "${path}" cannot be read: ${code}`, advice, 2);
}
