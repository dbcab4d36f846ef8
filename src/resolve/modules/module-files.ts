import { posix } from 'node:path';
import type { Repository } from '../../model/repository.js';
import { moduleFolders } from './module-folders.js';

/** Finds the file of the repository that a path without certain ending means. */
export interface ModuleFiles {
  /** `path` is relative to the root, as an import would write it. */
  find(path: string): string | undefined;
  /** Files that a path with open names ("src/models/*") may mean. */
  matching(pattern: string): readonly string[];
}

const sourceEndings = ['.ts', '.tsx', '.mts', '.cts', '.js', '.jsx', '.mjs', '.cjs'];
const declarationEndings = ['.d.ts', '.d.mts', '.d.cts'];

/** What a compiler turns into the ending an import names. */
const writtenAs: Readonly<Record<string, readonly string[]>> = {
  '.js': ['.ts', '.tsx', '.js', '.jsx', '.d.ts'],
  '.jsx': ['.tsx', '.jsx', '.d.ts'],
  '.mjs': ['.mts', '.mjs', '.d.mts'],
  '.cjs': ['.cts', '.cjs', '.d.cts'],
};

export function moduleFiles(repository: Repository): ModuleFiles {
  const known = new Set<string>([
    ...repository.sources.map(({ file }) => file),
    ...repository.setAside.filter(({ resolvable }) => resolvable).map(({ file }) => file),
  ]);
  const mains = new Map(
    repository.packages.flatMap(({ dir, main }) => (main === undefined ? [] : [[dir, main]])),
  );
  const first = (paths: readonly string[]): string | undefined =>
    paths.find((path) => known.has(path));
  const file = (path: string): string | undefined =>
    first(asCompiled(path)) ??
    first([path]) ??
    first([...sourceEndings, ...declarationEndings].map((ending) => path + ending));
  const folder = (path: string): string | undefined => {
    const main = mains.get(path);
    return (
      (main === undefined ? undefined : file(posix.join(path, main))) ??
      file(posix.join(path, 'index'))
    );
  };
  const folders = moduleFolders(() => [...known].filter((one) => !isDeclaration(one)));
  return {
    matching: (pattern) => folders.matching(pattern),
    find(path) {
      const clean = posix.normalize(path).replace(/(?<=.)\/$/, '');
      return (path.endsWith('/') ? undefined : file(clean)) ?? folder(clean);
    },
  };
}

function asCompiled(path: string): readonly string[] {
  const ending = posix.extname(path);
  const stem = path.slice(0, path.length - ending.length);
  return (writtenAs[ending] ?? []).map((written) => stem + written);
}

const outputFolder =
  /^(dist|build|built|lib|out|output|esm|cjs|es|umd|commonjs|types|typings|src|\.\/)$/;

/**
 * Where a path of a published package stands in its sources: `dist/esm/a.js` is `src/a.ts`. The
 * path itself comes first.
 */
export function sourceCandidates(path: string): readonly string[] {
  const clean = posix.normalize(path);
  const candidates = [clean];
  let rest = clean.replace(/\.d(\.[cm]?)ts$/, '$1js').split('/');
  while (rest.length > 1 && outputFolder.test(rest[0] ?? '')) {
    rest = rest.slice(1);
    candidates.push(posix.join('src', ...rest), posix.join(...rest));
  }
  return candidates;
}

export const isDeclaration = (file: string): boolean => /\.d(\.[\w-]+)?\.[cm]?ts$/.test(file);
