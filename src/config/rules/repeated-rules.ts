import type { EntryProblem } from '../entry-problem.js';
import type { ParsedRule } from './rule-file.js';

/** Ids that two rules have: a suppression of one would silence both. */
export function repeatedRules(parsed: readonly ParsedRule[]): readonly EntryProblem[] {
  const fileOf = new Map<string, string>();
  return parsed.flatMap(({ file, rule, problemAt }) => {
    if (rule === undefined || problemAt === undefined) return [];
    const earlier = fileOf.get(rule.id);
    if (earlier === undefined) fileOf.set(rule.id, file);
    return earlier === undefined
      ? []
      : [problemAt(['id'], `the rule "${rule.id}" is already written in ${earlier}`)];
  });
}
