import {
  closeSync,
  fsyncSync,
  lstatSync,
  mkdirSync,
  openSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { KnownError } from '../../text/known-error.js';
import { refusedUnless } from '../output-file.js';
import { statusOf } from '../path-kind.js';
import { readBytes } from '../read-text.js';

/** The bytes of a file of the repository; null where there is none. Links are not followed. */
export function bytesAt(root: string, file: string): Buffer | null {
  requireNoLink(root, file);
  const absolute = join(root, file);
  return statusOf(absolute) === undefined ? null : readBytes(absolute);
}

/**
 * Puts bytes in the place of a file in one step: whoever looks, and whatever ends this process, finds
 * the one or the other. The permissions stay.
 */
export function replaceFile(absolute: string, temporary: string, bytes: Buffer): void {
  refusedUnless(absolute, () => {
    mkdirSync(dirname(absolute), { recursive: true });
    const mode = statusOf(absolute)?.mode;
    rmSync(temporary, { force: true });
    const descriptor = openSync(temporary, 'wx', mode === undefined ? 0o666 : mode & 0o7777);
    try {
      writeSync(descriptor, bytes);
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
    renameSync(temporary, absolute);
  });
}

/** The repository is not trusted: neither a file nor a folder on the way to it may be a link. */
function requireNoLink(root: string, file: string): void {
  const parts = file.split('/');
  for (const length of parts.keys()) {
    const path = parts.slice(0, length + 1).join('/');
    const absolute = join(root, path);
    if (statusOf(absolute) === undefined || !lstatSync(absolute).isSymbolicLink()) continue;
    const message = `Cannot write "${file}": "${path}" is a link`;
    throw new KnownError(message, 'Remove the link first.', 2);
  }
}
