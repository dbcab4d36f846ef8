import type { UserFile } from '../io/user-files.js';
import { countOf } from '../text/count-of.js';
import { KnownError } from '../text/known-error.js';
import { parseEntry, type ParsedEntry } from './catalog-file.js';
import type { OwnEntry } from './merge-entries.js';
import { repeatedClaims } from './repeated-claims.js';
import { formatProblem, type EntryProblem } from './entry-problem.js';

/** Validates what users wrote; all mistakes of all files are told at once. */
export function parseOwnEntries(files: readonly UserFile[]): readonly OwnEntry[] {
  const parsed = files.map(parseFile);
  const problems = [...parsed.flatMap((one) => one.problems), ...repeatedClaims(parsed)];
  if (problems.length > 0) throw invalidEntries(problems);
  return parsed.flatMap(({ file, entry }) => (entry === undefined ? [] : [{ file, entry }]));
}

function parseFile(given: UserFile): ParsedEntry {
  if ('text' in given) return parseEntry(given.file, given.text);
  const { file, problem } = given;
  return { file, problems: [{ file, line: 1, field: '', message: problem }] };
}

function invalidEntries(problems: readonly EntryProblem[]): KnownError {
  const message = `${countOf(problems.length, 'mistake')} in the entries of .resilint`;
  const advice = 'Correct them; the README shows an entry under "Your own clients".';
  return new KnownError(message, advice, { exitCode: 2, details: problems.map(formatProblem) });
}
