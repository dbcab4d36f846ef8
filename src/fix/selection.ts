import type { Finding } from '../model/assessment.js';
import { matchingPaths } from '../text/matching-paths.js';
import type { Selects } from './targets.js';

/** What of all that could be fixed is asked for. */
export interface Selection {
  readonly selects: Selects;
  /** Named by its id: what is only a suggestion otherwise is done. */
  readonly names: (findingId: string) => boolean;
}

/** Findings by their rules, codemods, ids or globs of their files; all of them where nothing is named. */
export function selectionOf(only: readonly string[], findings: readonly Finding[]): Selection {
  const files = matchingPaths(new Set(findings.map(({ file }) => file)), only);
  const named = new Set(only);
  return {
    selects: ({ id, rule, file }, codemod) =>
      only.length === 0 ||
      named.has(id) ||
      named.has(rule) ||
      (codemod !== undefined && named.has(codemod)) ||
      files.has(file),
    names: (id) => named.has(id),
  };
}
