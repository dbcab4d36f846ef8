import { matchesWildcards } from './wildcards.js';

/** Whether a package is meant by its folder or name, in which "*" stands for any text. */
export const namesPackage = (
  pattern: string,
  { name, dir }: { readonly name?: string; readonly dir: string },
): boolean =>
  matchesWildcards(dir, pattern.replace(/^\.\/(?=.)|\/$/g, '')) ||
  (name !== undefined && matchesWildcards(name, pattern));
