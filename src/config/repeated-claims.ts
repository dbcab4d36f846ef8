import type { ClientEntry } from '../model/catalog.js';
import type { ParsedEntry } from './catalog-file.js';
import type { EntryProblem } from './entry-problem.js';
import type { FieldPath } from './yaml-document.js';

interface Claim {
  readonly what: string;
  readonly path: FieldPath;
}

/** Names, packages and globals that two entries describe: which of them holds would be chance. */
export function repeatedClaims(parsed: readonly ParsedEntry[]): readonly EntryProblem[] {
  const fileOf = new Map<string, string>();
  return parsed.flatMap(({ file, entry, problemAt }) => {
    if (entry === undefined || problemAt === undefined) return [];
    return claimsOf(entry).flatMap(({ what, path }) => {
      const earlier = fileOf.get(what);
      if (earlier === undefined) fileOf.set(what, file);
      return earlier === undefined
        ? []
        : [problemAt(path, `${what} is already described in ${earlier}`)];
    });
  });
}

const claimsOf = ({ client, packages, globals }: ClientEntry): readonly Claim[] => [
  { what: `the client "${client}"`, path: ['client'] },
  ...packages.map((name, index) => ({
    what: `the package "${name}"`,
    path: ['packages', index],
  })),
  ...Object.keys(globals).map((name) => ({
    what: `the global "${name}"`,
    path: ['globals', name],
  })),
];
