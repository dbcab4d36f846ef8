import type { UserFile } from '../../io/user-files.js';
import type { Rule } from '../../model/rule.js';
import { countOf } from '../../text/count-of.js';
import { KnownError } from '../../text/known-error.js';
import { formatProblem } from '../entry-problem.js';
import { repeatedRules } from './repeated-rules.js';
import { parseRule, type ParsedRule } from './rule-file.js';

/** A rule of the user, and the file it is written in. */
export interface OwnRule {
  readonly file: string;
  readonly rule: Rule;
}

/** Validates what users wrote; all mistakes of all files are told at once. */
export function parseOwnRules(files: readonly UserFile[]): readonly OwnRule[] {
  const parsed = files.map(parseFile);
  const problems = [...parsed.flatMap((one) => one.problems), ...repeatedRules(parsed)];
  if (problems.length === 0) {
    return parsed.flatMap(({ file, rule }) => (rule === undefined ? [] : [{ file, rule }]));
  }
  const message = `${countOf(problems.length, 'mistake')} in the rules of .resilint`;
  const advice = 'Correct them; "resilint new rule <id>" writes one that is right.';
  throw new KnownError(message, advice, { exitCode: 2, details: problems.map(formatProblem) });
}

function parseFile(given: UserFile): ParsedRule {
  if ('text' in given) return parseRule(given.file, given.text);
  const { file, problem } = given;
  return { file, problems: [{ file, line: 1, field: '', message: problem }] };
}
