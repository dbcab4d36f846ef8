import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';

/** One buffer for all reads: a fresh one per file costs more than the reading itself. */
let buffer = Buffer.allocUnsafe(256 * 1024);

/**
 * Without O_NONBLOCK, opening a named pipe would wait for a writer that never comes; without
 * O_NOFOLLOW, a link put there since the folder was listed could lead out of it.
 */
const flags = constants.O_RDONLY | constants.O_NONBLOCK | constants.O_NOFOLLOW;

/** Lockfiles of the largest workspaces have some ten; a file of holes may claim to have thousands. */
const MOST_MEGABYTES = 64;

/**
 * The text of a regular file, read as UTF-8. Bytes that are no UTF-8 become U+FFFD, and a byte
 * order mark stays, so that offsets are those of the file. Throws for anything but a regular file,
 * and for one that is far too large.
 */
export function readText(absolute: string): string {
  return withContent(absolute, (content) => content.toString('utf8'));
}

/** The bytes of such a file. */
export function readBytes(absolute: string): Buffer {
  return withContent(absolute, (content) => Buffer.from(content));
}

/** What is read lies in a buffer that the next reading overwrites. */
function withContent<T>(absolute: string, use: (content: Buffer) => T): T {
  return withRegularFile(absolute, (descriptor, size) => {
    requireSize(size);
    if (buffer.length <= size) buffer = Buffer.allocUnsafe(size + 64 * 1024);
    const length = fill(descriptor);
    return use(buffer.subarray(0, length));
  });
}

const advice: ReadonlyMap<string, string> = new Map([
  ['EACCES', 'check its permissions'],
  ['EPERM', 'check its permissions'],
  ['ELOOP', 'links are not followed'],
  ['ENOENT', 'it went away during the scan, so scan again'],
]);

/** What is wrong with a file that could not be read, and what to do about it. */
export function readFailure(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : undefined;
  const known = code === undefined ? undefined : advice.get(code);
  if (code !== undefined)
    return `cannot be read (${code})${known === undefined ? '' : `: ${known}`}`;
  return `cannot be read: ${error instanceof Error ? error.message : String(error)}`;
}

/** The first `length` bytes of a regular file as text; the last character may be cut. */
export function readHead(absolute: string, length: number): string {
  return withRegularFile(absolute, (descriptor) =>
    buffer.toString('utf8', 0, readSync(descriptor, buffer, 0, length, null)),
  );
}

function withRegularFile<T>(absolute: string, read: (descriptor: number, size: number) => T): T {
  const descriptor = openSync(absolute, flags);
  try {
    const status = fstatSync(descriptor);
    if (!status.isFile()) throw new Error('not a regular file');
    return read(descriptor, status.size);
  } finally {
    closeSync(descriptor);
  }
}

function requireSize(size: number): void {
  if (size > MOST_MEGABYTES * 1024 * 1024)
    throw new Error(`larger than ${String(MOST_MEGABYTES)} MB`);
}

/** Reads to the end, also where the file grew after its size was taken. */
function fill(descriptor: number): number {
  let length = 0;
  for (;;) {
    requireSize(length);
    if (length === buffer.length) {
      buffer = Buffer.concat([buffer, Buffer.allocUnsafe(buffer.length)]);
    }
    const count = readSync(descriptor, buffer, length, buffer.length - length, null);
    if (count === 0) return length;
    length += count;
  }
}
