import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { commitOf, forkPoint } from '../../src/io/revisions.js';
import { revisionTree } from '../../src/io/revision-tree.js';
import { KnownError } from '../../src/text/known-error.js';
import { git, temporaryRepository, temporaryTree, writeTree } from './temporary-tree.js';

const commit = (root: string, name: string): string => {
  writeTree(root, { [name]: name });
  git(root, 'add', '-A');
  git(root, 'commit', '-q', '-m', name);
  return git(root, 'rev-parse', 'HEAD').trim();
};

/** A clone with only so much history. */
function shallowClone(of: string, ...options: readonly string[]): string {
  const parent = temporaryTree({});
  git(parent, 'clone', '-q', '--no-local', ...options, pathToFileURL(of).href, 'clone');
  return join(parent, 'clone');
}

function refusal(work: () => unknown): KnownError {
  try {
    work();
  } catch (error) {
    if (error instanceof KnownError) return error;
    throw error;
  }
  throw new Error('nothing was refused');
}

describe('the commit to compare with', () => {
  it('is the one at which the histories parted', () => {
    const root = temporaryRepository({ 'a.ts': '' });
    const first = git(root, 'rev-parse', 'HEAD').trim();
    git(root, 'branch', 'other');
    commit(root, 'b.ts');
    git(root, 'checkout', '-q', 'other');
    const tip = commit(root, 'c.ts');
    git(root, 'checkout', '-q', '-');
    expect(commitOf(root, 'other')).toBe(tip);
    expect(forkPoint(root, 'other')).toBe(first);
    expect(forkPoint(root, 'HEAD~1')).toBe(first);
  });

  it('is missing in a shallow clone, whose failure names the line that fixes it', () => {
    const origin = temporaryRepository({ 'a.ts': '' });
    const branch = git(origin, 'branch', '--show-current').trim();
    git(origin, 'checkout', '-q', '-b', 'change');
    commit(origin, 'b.ts');
    const clone = shallowClone(origin, '--depth', '1', '--branch', 'change');
    const unknown = refusal(() => forkPoint(clone, `origin/${branch}`));
    expect(unknown.exitCode).toBe(2);
    const fetch = unknown.advice.split('\n').at(-1)!.trim();
    expect(fetch).toBe(`git fetch origin ${branch}:refs/remotes/origin/${branch}`);
    git(clone, ...fetch.split(' ').slice(1), '--depth', '1');
    const shallow = refusal(() => forkPoint(clone, `origin/${branch}`));
    expect(shallow).toMatchObject({ exitCode: 2 });
    expect(shallow.message).toContain('too shallow');
    git(clone, ...shallow.advice.split('\n').at(-1)!.trim().split(' ').slice(1));
    expect(forkPoint(clone, `origin/${branch}`)).toBe(git(origin, 'rev-parse', branch).trim());
  });

  it('cannot be read where a partial clone left its files out', () => {
    const origin = temporaryRepository({ 'a.ts': 'const a = 1;' });
    git(origin, 'config', 'uploadpack.allowFilter', 'true');
    const clone = shallowClone(origin, '--filter=blob:none', '--no-checkout');
    const { message, advice } = refusal(() => revisionTree(clone, commitOf(clone, 'HEAD')));
    expect(message).toContain('missing in this partial clone');
    git(clone, ...advice.split('\n').at(-1)!.trim().split(' ').slice(1));
    expect(revisionTree(clone, commitOf(clone, 'HEAD')).readText('a.ts')).toBe('const a = 1;');
  });

  it.each(['nowhere', '--output=/tmp/x', '', 'a..b', '@{upstream}'])(
    'is refused where git knows none: %j',
    (name) => {
      const root = temporaryRepository({ 'a.ts': '' });
      expect(refusal(() => commitOf(root, name)).message).toBe(
        `git knows no commit "${name}" here`,
      );
    },
  );

  it('is refused outside of repositories, and where nothing is shared', () => {
    const folder = temporaryTree({ 'a.ts': '' });
    expect(refusal(() => commitOf(folder, 'HEAD')).message).toContain('in no repository');
    const root = temporaryRepository({ 'a.ts': '' });
    git(root, 'checkout', '-q', '--orphan', 'alone');
    commit(root, 'b.ts');
    expect(refusal(() => forkPoint(root, 'master')).message).toMatch(
      /in common|no commit "master"/,
    );
  });
});
