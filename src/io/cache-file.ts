import { createHash } from 'node:crypto';
import {
  closeSync,
  constants,
  fstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { deserialize, serialize } from 'node:v8';

/**
 * Where something about one scanned root is kept; undefined where that would be inside the root,
 * for a repository could then bring it along.
 */
export function cacheFileFor(
  root: string,
  version: string,
  what: 'facts' | 'assessment',
): string | undefined {
  const name = createHash('sha256').update(`${version}\0${root}`).digest('hex').slice(0, 32);
  const folder = ownFolder(root);
  return folder === undefined ? undefined : path.join(folder, `${name}.${what}`);
}

/** Where resilint keeps things of its own; undefined where that would be inside the root. */
export function ownFolder(root: string): string | undefined {
  const named = process.env['XDG_CACHE_HOME'] ?? '';
  const base = path.isAbsolute(named) ? named : path.join(homedir(), '.cache');
  const isInside = !path.relative(root, base).startsWith('..');
  return isInside ? undefined : path.join(base, 'resilint');
}

/** The stored value, or undefined when there is none or it cannot be trusted: a cache never fails a scan. */
export function readCacheFile(file: string): unknown {
  try {
    const descriptor = openSync(file, constants.O_RDONLY | constants.O_NONBLOCK);
    try {
      return isOurs(descriptor) ? deserialize(readFileSync(descriptor)) : undefined;
    } finally {
      closeSync(descriptor);
    }
  } catch {
    return undefined;
  }
}

const WRITABLE_BY_OTHERS = 0o022;

/** A file that others own or may write can say what they like. */
function isOurs(descriptor: number): boolean {
  const { uid, mode, isFile } = statusOf(descriptor);
  const isOwn = process.getuid === undefined || uid === process.getuid();
  const isClosed = process.platform === 'win32' || (mode & WRITABLE_BY_OTHERS) === 0;
  return isFile && isOwn && isClosed;
}

function statusOf(descriptor: number) {
  const status = fstatSync(descriptor);
  return { uid: status.uid, mode: status.mode, isFile: status.isFile() };
}

/** Replaces the stored value in one step, so that a parallel reader never sees half of it. */
export function writeCacheFile(file: string, value: unknown): void {
  const temporary = `${file}.${String(process.pid)}`;
  try {
    mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
    remove(temporary);
    // Never through a link that somebody has put there.
    writeFileSync(temporary, serialize(value), { mode: 0o600, flag: 'wx' });
    renameSync(temporary, file);
  } catch {
    remove(temporary);
  }
}

function remove(file: string): void {
  try {
    rmSync(file, { force: true });
  } catch {
    // Where its folder is none, there is nothing to remove.
  }
}
