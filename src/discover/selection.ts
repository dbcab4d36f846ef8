import { matchingPaths } from '../text/matching-paths.js';

/** Patterns as a user writes them: globs, or folders, relative to the root. */
export interface Patterns {
  readonly include?: readonly string[];
  readonly exclude?: readonly string[];
}

/** Says which of the files the user's patterns take. */
export function selection(
  files: Iterable<string>,
  { include = [], exclude = [] }: Patterns,
): (file: string) => boolean {
  const included = include.length > 0 ? matchingPaths(files, include) : null;
  const excluded = exclude.length > 0 ? matchingPaths(files, exclude) : null;
  return (file) => included?.has(file) !== false && excluded?.has(file) !== true;
}
