import {
  accessSync,
  appendFileSync,
  closeSync,
  constants,
  mkdirSync,
  openSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { KnownError } from '../text/known-error.js';
import { statusOf } from './path-kind.js';

/** Fails before the long work when its result could not be written. */
export function requireWritable(file: string): void {
  const folder = statSync(dirname(file), { throwIfNoEntry: false });
  if (!folder?.isDirectory()) {
    const message = `Cannot write "${file}": there is no folder "${dirname(file)}"`;
    throw new KnownError(message, 'Make the folder first, or name another file.', 2);
  }
  const target = statSync(file, { throwIfNoEntry: false });
  if (target?.isDirectory()) {
    throw new KnownError(`Cannot write "${file}": it is a folder`, 'Name a file in it.', 2);
  }
  refusedUnless(file, () => {
    accessSync(target === undefined ? dirname(file) : file, constants.W_OK);
  });
}

export function writeOutput(file: string, text: string): void {
  writePieces(file, [text]);
}

/** Writes a result that need not be whole in memory. A fault in making a piece is not the file's. */
export function writePieces(file: string, pieces: Iterable<string>): void {
  const descriptor = refusedUnless(file, () => openSync(file, 'w'));
  try {
    for (const piece of pieces) {
      refusedUnless(file, () => {
        writeFileSync(descriptor, piece);
      });
    }
  } finally {
    closeSync(descriptor);
  }
}

/** Writes a file of a result that has several, and the folder it stands in. */
export function writeBeside(file: string, text: string): void {
  refusedUnless(file, () => {
    mkdirSync(dirname(file), { recursive: true });
  });
  writeOutput(file, text);
}

/** Adds a line at the end of a file, which need not be there yet. */
export function appendLine(file: string, line: string): void {
  refusedUnless(file, () => {
    appendFileSync(file, `${line}\n`);
  });
}

/** Writes a file that must not be there yet, and the folders above it. */
export function writeNewFile(file: string, text: string): void {
  if (statSync(file, { throwIfNoEntry: false }) !== undefined) {
    throw new KnownError(`"${file}" is there already`, 'Change that file, or remove it first.', 2);
  }
  refusedUnless(file, () => {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text, { flag: 'wx' });
  });
}

/**
 * Writes a file of the scanned repository, which may hold one already. The repository is not
 * trusted: neither the file nor a folder on the way to it may be a link that leads elsewhere.
 */
export function writeInside(root: string, file: string, text: string): void {
  const parts = file.split('/');
  for (const length of parts.keys()) {
    const path = parts.slice(0, length + 1).join('/');
    if (statusOf(join(root, path))?.isSymbolicLink() !== true) continue;
    throw new KnownError(
      `Cannot write "${file}": "${path}" is a link`,
      'Remove the link first.',
      2,
    );
  }
  const target = join(root, file);
  // Folders of the path are no links, as was just seen.
  if (parts.length > 1) mkdirSync(dirname(target), { recursive: true });
  requireWritable(target);
  writeOutput(target, text);
}

/** Says what is to be done where a file cannot be written. */
export function refusedUnless<Result>(file: string, access: () => Result): Result {
  try {
    return access();
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    const advice = 'Check permissions and free space, or name another file.';
    throw new KnownError(`Cannot write "${file}": ${code}`, advice, 2);
  }
}
