import { createRequire } from 'node:module';
import { posix } from 'node:path';

type Globby = typeof import('globby');

let loaded: Globby | undefined;

/** Loaded on first use: it brings many small modules, and most scans name no paths. */
function globby(): Globby {
  loaded ??= createRequire(import.meta.url)('globby') as Globby;
  return loaded;
}

/**
 * The paths that globs name, as globby finds them in a folder: a folder's name stands for all that is
 * in it, and "!" in front takes out. The paths need not exist.
 */
export function matchingPaths(
  paths: Iterable<string>,
  globs: readonly string[],
): ReadonlySet<string> {
  if (globs.length === 0) return new Set();
  const found = globby().globbySync(globs.map(fromRoot), {
    cwd: '/',
    dot: true,
    followSymbolicLinks: false,
    suppressErrors: true,
    fs: pretendedFiles(paths),
  });
  return new Set(found);
}

/** `./src` is `src`, and the root itself is everything. */
const fromRoot = (glob: string): string => glob.replace(/^\.(\/|$)/, '') || '**';

type Kind = 'file' | 'folder';

/** The few questions that globby asks a file system, answered from a list. */
function pretendedFiles(paths: Iterable<string>) {
  const folders = new Map<string, Map<string, Kind>>([['.', new Map()]]);
  const folder = (path: string): Map<string, Kind> => {
    const known = folders.get(path) ?? new Map<string, Kind>();
    if (!folders.has(path)) {
      folders.set(path, known);
      folder(posix.dirname(path)).set(posix.basename(path), 'folder');
    }
    return known;
  };
  for (const path of paths) folder(posix.dirname(path)).set(posix.basename(path), 'file');

  const status = (absolute: string) => {
    const path = fromTop(absolute);
    const kind =
      path === '.' ? 'folder' : folders.get(posix.dirname(path))?.get(posix.basename(path));
    if (kind === undefined) throw missing(path);
    return entry(posix.basename(path), kind);
  };
  const readdirSync = (absolute: string) => {
    const inside = folders.get(fromTop(absolute));
    if (inside === undefined) throw missing(absolute);
    return [...inside].map(([name, kind]) => entry(name, kind));
  };
  return { statSync: status, lstatSync: status, readdirSync } as object;
}

const fromTop = (absolute: string): string =>
  posix.relative('/', absolute.replaceAll('\\', '/').replace(/^[A-Za-z]:/, '')) || '.';

const missing = (path: string): Error =>
  Object.assign(new Error(`there is no "${path}"`), { code: 'ENOENT' });

const never = (): boolean => false;

const entry = (name: string, kind: Kind) => ({
  name,
  isFile: () => kind === 'file',
  isDirectory: () => kind === 'folder',
  isSymbolicLink: never,
  isFIFO: never,
  isSocket: never,
  isBlockDevice: never,
  isCharacterDevice: never,
});
