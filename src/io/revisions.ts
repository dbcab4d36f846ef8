import { KnownError } from '../text/known-error.js';
import { runGit } from './run-git.js';

/** The commit that a name leads to: a branch, a tag, "HEAD~3", an id. */
export function commitOf(root: string, name: string): string {
  const commit = ask(root, ['rev-parse', '--verify', '--end-of-options', `${name}^{commit}`]);
  if (commit !== null) return commit;
  if (ask(root, ['rev-parse', '--git-dir']) === null) {
    const advice = 'Run it in a clone, with git installed.';
    throw new KnownError('This folder is in no repository that git can read', advice, 2);
  }
  throw new KnownError(`git knows no commit "${name}" here`, adviceFor(root, name), 2);
}

/** The commit at which the history of HEAD left that of another: what a change is compared with. */
export function forkPoint(root: string, name: string): string {
  const commit = commitOf(root, name);
  const base = ask(root, ['merge-base', commit, 'HEAD']);
  if (base !== null) return base;
  if (isShallow(root)) {
    const message = `This clone is too shallow to tell where it left "${name}"`;
    throw new KnownError(message, deepening, 2);
  }
  const advice = 'Name a commit of the same history.';
  throw new KnownError(`"${name}" and HEAD have no commit in common`, advice, 2);
}

/** Ends in a line that can be copied. */
const deepening =
  'Fetch the history first (GitHub: fetch-depth: 0 for actions/checkout):\n  git fetch --unshallow origin';

function adviceFor(root: string, name: string): string {
  const branch = /^(?:refs\/remotes\/)?origin\/([\w./-]+)$/.exec(name)?.[1];
  if (branch !== undefined)
    return `Fetch it first:\n  git fetch origin ${branch}:refs/remotes/origin/${branch}`;
  if (isShallow(root)) return deepening;
  return 'Name a branch, a tag or a commit: --since origin/main';
}

/** Whether a clone lacks the history before some commit. */
export const isShallow = (root: string): boolean =>
  ask(root, ['rev-parse', '--is-shallow-repository']) === 'true';

const ask = (root: string, args: readonly string[]): string | null =>
  runGit(root, args)?.trim() ?? null;
