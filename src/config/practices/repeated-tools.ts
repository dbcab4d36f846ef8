import type { EntryProblem } from '../entry-problem.js';
import type { ParsedPractice } from './practice-file.js';

/** Tools, packages and globals that two entries describe: which of them holds would be chance. */
export function repeatedTools(parsed: readonly ParsedPractice[]): readonly EntryProblem[] {
  const fileOf = new Map<string, string>();
  return parsed.flatMap(({ file, entry, problemAt }) => {
    if (entry === undefined || problemAt === undefined) return [];
    const claims = [
      { what: `the tool "${entry.tool}"`, path: ['tool'] },
      ...entry.packages.map((name, index) => ({
        what: `the package "${name}"`,
        path: ['packages', index],
      })),
      ...Object.keys(entry.globals).map((name) => ({
        what: `the global "${name}"`,
        path: ['globals', name],
      })),
    ];
    return claims.flatMap(({ what, path }) => {
      const earlier = fileOf.get(what);
      if (earlier === undefined) fileOf.set(what, file);
      return earlier === undefined
        ? []
        : [problemAt(path, `${what} is already described in ${earlier}`)];
    });
  });
}
