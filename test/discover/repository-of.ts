import { discover, type DiscoverOptions } from '../../src/discover/discover.js';
import type { Repository } from '../../src/model/repository.js';
import { temporaryTree, type Tree } from '../io/temporary-tree.js';

/** What discovery says of a folder with these files. */
export function repositoryOf(tree: Tree, patterns: Omit<DiscoverOptions, 'root'> = {}): Repository {
  return discover({ root: temporaryTree(tree), ...patterns });
}

/** A tree of empty files. */
export const emptyFiles = (...files: readonly string[]): Tree =>
  Object.fromEntries(files.map((file) => [file, '']));

/** File → why it is set aside; "source" for those that are not. */
export function reasonsIn(repository: Repository): Readonly<Record<string, string>> {
  return Object.fromEntries([
    ...repository.sources.map(({ file }) => [file, 'source'] as const),
    ...repository.setAside.map(({ file, reason }) => [file, reason] as const),
  ]);
}
