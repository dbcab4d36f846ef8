import { realpathSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { countOf } from '../../text/count-of.js';
import { KnownError } from '../../text/known-error.js';
import { inTemporaryFolder } from '../temporary-folder.js';
import { prefixOf } from '../working-state.js';
import { answered, commanded, found, listed, stage } from './committing.js';

/** Fails where no commit could be made in a folder, whatever its files are. */
export function requireCommits(root: string): void {
  const refuse = (message: string, advice: string): never => {
    throw new KnownError(message, advice, 2);
  };
  const top = answered(root, ['rev-parse', '--show-toplevel'])?.replace(/\n$/, '');
  if (top === undefined || !isAt(root, top))
    refuse('There is nothing to commit to: git knows no repository here', 'Leave --commit out.');
  if (answered(root, ['rev-parse', '--verify', 'HEAD']) === null)
    refuse('There is no commit yet that others could follow', 'Commit what is there first.');
  if (answered(root, ['var', 'GIT_COMMITTER_IDENT']) === null || !hasAuthor(root)) {
    const advice = 'Set them with git config:\n  git config user.name …\n  git config user.email …';
    refuse('git does not know whose name and email commits are to have', advice);
  }
  const begun = beginnings.find((name) => answered(root, ['rev-parse', '-q', '--verify', name]));
  if (begun !== undefined)
    refuse(`Something is not at its end yet: git has a ${begun}`, 'End it, or abort it, first.');
}

const hasAuthor = (root: string): boolean => answered(root, ['var', 'GIT_AUTHOR_IDENT']) !== null;

/** The settings of a repository may say that its files are elsewhere. */
const isAt = (root: string, top: string): boolean =>
  realpathSync(resolve(top, prefixOf(root).prefix ?? '')) === realpathSync(root);

/** What is committed while these are there would be part of something else. */
const beginnings = ['MERGE_HEAD', 'CHERRY_PICK_HEAD', 'REVERT_HEAD', 'REBASE_HEAD'] as const;

/** Fails where a commit of these files would hold more than is changed in them from now on, or less. */
export function requireCommittable(root: string, files: readonly string[]): void {
  const refuse = (refused: readonly string[], what: string, advice: string): void => {
    if (refused.length === 0) return;
    const message = `${countOf(refused.length, 'file')} to commit ${what}`;
    throw new KnownError(message, `Nothing was written. ${advice}`, {
      ...{ exitCode: 2, details: refused },
    });
  };
  refuse(
    ignoredOf(root, files),
    'would be left out: .gitignore names them',
    'Take them out of it, or leave --commit out.',
  );
  refuse(
    filteredOf(root, files),
    'would go through a filter of git, which is a program',
    'Leave --commit out, and commit them yourself.',
  );
  refuse(
    dirtyOf(root, files),
    'would mix with changes that are not committed',
    'Commit or stash them first.',
  );
}

function ignoredOf(root: string, files: readonly string[]): readonly string[] {
  // Else a file that is called ":(top)a.ts" would be taken for a pattern.
  const input = listed(files.map((file) => `./${file}`));
  const told = found(root, ['check-ignore', '-z', '--stdin'], { input });
  return partsOf(told).map((file) => file.slice(2));
}

function filteredOf(root: string, files: readonly string[]): readonly string[] {
  const told = commanded(root, ['check-attr', '-z', '--stdin', 'filter'], { input: listed(files) });
  const words = partsOf(told);
  return words.filter(
    (_, index) => index % 3 === 0 && !/^(unspecified|unset)$/.test(words[index + 2] ?? ''),
  );
}

/** Also of those that the repository's index is told not to look at. */
const dirtyOf = (root: string, files: readonly string[]): readonly string[] =>
  inTemporaryFolder({}, (folder) => {
    const index = join(folder, 'index');
    commanded(root, ['read-tree', 'HEAD'], { index });
    stage(root, files, index);
    const words = ['diff-index', '--cached', '--name-only', '--relative', '-z', 'HEAD'];
    return partsOf(commanded(root, words, { index }));
  });

const partsOf = (output: string): readonly string[] => output.split('\0').filter((part) => part);
