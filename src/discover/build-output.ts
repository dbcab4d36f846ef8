import { posix } from 'node:path';
import type { Manifest } from './manifests.js';

const outputFolders = ['dist', 'build', 'out', 'lib'];
const sourceEndings = ['.ts', '.tsx', '.mts', '.cts', '.js', '.jsx', '.mjs', '.cjs'];

export interface BuildOutputEvidence {
  readonly known: ReadonlySet<string>;
  /** Folders the compiler writes to. */
  readonly outDirs: ReadonlySet<string>;
}

/**
 * Whether a file was built from another one of the repository. Folders called `lib` or `build` hold
 * sources as often, so a source it was built from or the compiler's own setting has to say so.
 */
export function isBuildOutput(
  file: string,
  { described }: Manifest,
  { known, outDirs }: BuildOutputEvidence,
): boolean {
  if (!/\.[cm]?jsx?$/.test(file)) return false;
  const { dir } = described;
  const below = dir === '.' ? file : file.slice(dir.length + 1);
  const [folder = '', ...rest] = below.split('/');
  if (rest.length === 0) return false;
  if (outDirs.has(posix.join(dir, folder))) return true;
  return outputFolders.includes(folder) && hasSource(known, dir, rest.join('/'));
}

function hasSource(known: ReadonlySet<string>, dir: string, path: string): boolean {
  const stem = path.replace(/\.[cm]?jsx?$/, '').replace(/^(src|cjs|esm|es|umd|commonjs)\//, '');
  return sourceEndings.some((ending) => known.has(posix.join(dir, 'src', stem + ending)));
}
