import { KnownError } from '../../text/known-error.js';
import { tellGit, type GitEnd, type GitRun } from '../run-git.js';
import { withoutOwnFilters } from '../working-state.js';

/**
 * Commits are put together by the parts that git is made of, none of which opens an editor, signs, or
 * collects garbage; hooks and file watchers are off for all commands. What is left are these.
 */
const settings = [
  // A guess from the host's name would be in the history for good.
  'user.useConfigOnly=true',
  'i18n.commitEncoding=UTF-8',
  'core.splitIndex=false',
].flatMap((setting) => ['-c', setting]);

// Whatever writes an index may compare files, which runs filters.
const endOf = (root: string, args: readonly string[], run: GitRun): GitEnd =>
  tellGit(root, [...settings, ...withoutOwnFilters(root), ...args], run);

/** What git answers; fails with what git says against it. */
export function commanded(root: string, args: readonly string[], run: GitRun = {}): string {
  const ended = endOf(root, args, run);
  if (ended.ok) return ended.output;
  throw failureOf(args, ended.complaint);
}

/** The same for a search, which ends with a no that says nothing where it finds nothing. */
export function found(root: string, args: readonly string[], run: GitRun): string {
  const ended = endOf(root, args, run);
  if (ended.ok) return ended.output;
  if (ended.complaint === '') return '';
  throw failureOf(args, ended.complaint);
}

function failureOf([command = '']: readonly string[], complaint: string): KnownError {
  const advice = 'See to what git says, and run it again.';
  const details = complaint === '' ? [] : [complaint];
  return new KnownError(`git could not do "${command}"`, advice, { exitCode: 2, details });
}

/** What git answers, or null where it fails, which is an answer too. */
export function answered(root: string, args: readonly string[], run: GitRun = {}): string | null {
  const ended = endOf(root, args, run);
  return ended.ok ? ended.output : null;
}

/** Names of files, as git reads them from its standard input. */
export const listed = (files: readonly string[]): string =>
  files.map((file) => `${file}\0`).join('');

/** Puts files as they are on disk into an index, by their line ends and encodings, without filters. */
export function stage(root: string, files: readonly string[], index?: string): void {
  const words = ['update-index', '--add', '--remove', '-z', '--stdin'];
  commanded(root, words, {
    input: listed(files),
    ...(index !== undefined && { index }),
  });
}
