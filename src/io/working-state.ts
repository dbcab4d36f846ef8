import { runGit } from './run-git.js';

export interface WorkingState {
  readonly commit?: string;
  readonly dirty?: boolean;
  /** Folder of the repository that this is; absent where it is all of it. */
  readonly prefix?: string;
}

/** The commit a folder is at and whether it differs; empty where git cannot say. */
export function workingState(root: string): WorkingState {
  const commit = runGit(root, ['rev-parse', '--verify', 'HEAD'])?.trim();
  if (commit === undefined) return {};
  const status = statusOf(root, ['--untracked-files=normal']);
  const known = { commit, ...prefixOf(root) };
  return status === null ? known : { ...known, dirty: status !== '' };
}

/** Where a folder is in its repository: absent at the top. */
export function prefixOf(root: string): Pick<WorkingState, 'prefix'> {
  const prefix = (runGit(root, ['rev-parse', '--show-prefix']) ?? '').replace(/\/?\n$/, '');
  return prefix === '' ? {} : { prefix };
}

/** Files that differ from the commit or are in none, relative to the folder; null outside of git. */
export function changedFiles(root: string): ReadonlySet<string> | null {
  const status = statusOf(root, ['--no-renames', '--untracked-files=all', '--', '.']);
  if (status === null) return null;
  const { prefix = '' } = prefixOf(root);
  const from = prefix === '' ? 0 : prefix.length + 1;
  const entries = status.split('\0').filter((entry) => entry !== '');
  return new Set(entries.map((entry) => entry.slice(3).slice(from)));
}

const statusOf = (root: string, options: readonly string[]): string | null =>
  runGit(root, [
    ...withoutOwnFilters(root),
    '--no-optional-locks',
    'status',
    '--porcelain',
    // Looking for changes inside a submodule would run git with that submodule's configuration.
    '--ignore-submodules=dirty',
    '-z',
    ...options,
  ]);

/** Comparing file contents runs the `clean` filters that a repository's own configuration names. */
export function withoutOwnFilters(root: string): readonly string[] {
  const listing = runGit(root, [
    'config',
    '--includes',
    '--show-scope',
    '--null',
    '--name-only',
    '--get-regexp',
    String.raw`^filter\..*\.(clean|process|required)$`,
  ]);
  const words = (listing ?? '').split('\0');
  return words.flatMap((scope, index) => {
    const name = words[index + 1];
    const isOwn = index % 2 === 0 && (scope === 'local' || scope === 'worktree');
    return isOwn && name !== undefined ? ['-c', `${name}=`] : [];
  });
}
