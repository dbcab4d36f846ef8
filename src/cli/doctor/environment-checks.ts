import { resolve } from 'node:path';
import { satisfies } from 'semver';
import { repositoryTop } from '../../io/repository-top.js';
import { isShallow } from '../../io/revisions.js';
import { runGit } from '../../io/run-git.js';
import { requiredNode, toolVersion } from '../../io/tool-version.js';
import { good, note, type Check } from './check.js';

/** From here on, syntax trees come over from the parser without being copied. */
const FASTER = '>=22';

export function nodeCheck(version: string): Check {
  const required = requiredNode();
  const found = `${version}, for resilint ${toolVersion()}`;
  if (!satisfies(version, required)) {
    const advice = `Install Node ${required}.`;
    return { name: 'Node', state: 'problem', found: [found], advice, exitCode: 3 };
  }
  const slower = satisfies(version, FASTER) ? '' : '; 22 and later parse several times faster';
  return good('Node', `${found}${slower}`);
}

/** Without git, files are found by a walk, and there is no earlier state to compare with. */
export function gitCheck(dir: string): Check {
  const version = runGit(dir, ['--version'])?.trim();
  if (version === undefined) {
    return note('git', ['is not installed: --since and --policy-from need it'], 'Install git.');
  }
  const top = repositoryTop(resolve(dir));
  if (top === null) {
    const found = `${version}, and this folder is in no repository: there is nothing to compare with`;
    return note('git', [found], 'For --since and --policy-from: git init, and commit.');
  }
  if (runGit(dir, ['rev-parse', '--git-dir']) === null) {
    const found = `${version} refuses this repository, perhaps since another user owns it`;
    return note('git', [found], `git config --global --add safe.directory ${top}`);
  }
  const commit = runGit(dir, ['rev-parse', '--verify', 'HEAD'])?.trim();
  if (commit === undefined) {
    return note('git', [`${version}, and nothing is committed yet`], 'Commit the first files.');
  }
  const at = `${version}, at commit ${commit.slice(0, 12)}`;
  return isShallow(dir)
    ? note('git', [`${at}, without its history`], 'git fetch --unshallow origin')
    : good('git', at);
}
