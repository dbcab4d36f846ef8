import { chmodSync, existsSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { listFiles } from '../../src/io/list-files.js';
import { listWithGit } from '../../src/io/list-with-git.js';
import type { Listing } from '../../src/io/listing.js';
import { walk } from '../../src/io/walk.js';
import { git, temporaryRepository, temporaryTree, writeTree, type Tree } from './temporary-tree.js';

const paths = (listing: Listing | null): readonly string[] | undefined =>
  listing?.files.map(({ file }) => file);

const service: Tree = {
  '.gitignore': 'dist/\n*.log\n!keep.log\n/only-here.ts\n',
  'package.json': '{}',
  'src/a.ts': 'a',
  'src/only-here.ts': 'b',
  'only-here.ts': 'ignored',
  'dist/a.js': 'ignored',
  'packages/x/dist/b.js': 'ignored',
  'x.log': 'ignored',
  'keep.log': 'kept',
  'packages/x/.gitignore': 'secret/\n!x.log\n',
  'packages/x/secret/a.ts': 'ignored',
  'packages/x/x.log': 'kept',
  'src/ä ö/sp ace.ts': 'c',
  'node_modules/left/index.js': 'installed',
};

const expected = [
  '.gitignore',
  'keep.log',
  'package.json',
  'packages/x/.gitignore',
  'packages/x/x.log',
  'src/a.ts',
  'src/only-here.ts',
  'src/ä ö/sp ace.ts',
];

describe('the listing by git and the walk', () => {
  it('give the same files', () => {
    const root = temporaryTree(service);
    const before = walk(root);
    git(root, 'init', '-q');
    git(root, 'add', 'src/a.ts');
    expect(paths(before)).toEqual(expected);
    expect(paths(listWithGit(root))).toEqual(expected);
    expect(walk(root)).toEqual(before);
    expect(listWithGit(root)).toEqual({ ...before, by: 'git' });
  });

  it('give the same files for a folder inside a repository', () => {
    const root = temporaryTree(service);
    git(root, 'init', '-q');
    const inner = join(root, 'packages/x');
    expect(paths(walk(inner))).toEqual(['.gitignore', 'x.log']);
    expect(paths(listWithGit(inner))).toEqual(['.gitignore', 'x.log']);
  });

  it('leave out what is excluded in the repository alone', () => {
    const root = temporaryRepository({ 'a.ts': '', 'b.ts': '' });
    git(root, 'rm', '-q', '--cached', 'b.ts');
    writeFileSync(join(root, '.git/info/exclude'), 'b.ts\n');
    expect(paths(walk(root))).toEqual(['a.ts']);
    expect(paths(listWithGit(root))).toEqual(['a.ts']);
  });

  it('do not enter another repository inside, and say so', () => {
    const root = temporaryRepository({ 'a.ts': '' });
    writeTree(root, { 'vendored/lib/b.ts': '' });
    git(join(root, 'vendored/lib'), 'init', '-q');
    for (const listing of [walk(root), listWithGit(root)]) {
      expect(paths(listing)).toEqual(['a.ts']);
      expect(listing?.notEntered).toEqual(['vendored/lib']);
    }
  });

  it('never follow a link, whether it leads out, back up or to a file', () => {
    const outside = temporaryTree({ 'secret.ts': 'secret' });
    const root = temporaryTree({ 'src/a.ts': '' });
    symlinkSync(outside, join(root, 'src/out'));
    symlinkSync(root, join(root, 'src/loop'));
    symlinkSync(join(outside, 'secret.ts'), join(root, 'src/secret.ts'));
    expect(paths(walk(root))).toEqual(['src/a.ts']);
    git(root, 'init', '-q');
    git(root, 'add', '-A');
    expect(paths(listWithGit(root))).toEqual(['src/a.ts']);
  });

  it('do not reach outside through a tracked folder that became a link', () => {
    const outside = temporaryTree({ 'a.ts': 'secret' });
    const root = temporaryRepository({ 'src/a.ts': '', 'b.ts': '' });
    rmSync(join(root, 'src'), { recursive: true });
    symlinkSync(outside, join(root, 'src'));
    expect(paths(listWithGit(root))).toEqual(['b.ts']);
  });
});

describe('the listing by git', () => {
  it('drops files that were deleted and adds files that are new', () => {
    const root = temporaryRepository({ 'a.ts': '', 'b.ts': '' });
    rmSync(join(root, 'a.ts'));
    writeTree(root, { 'new.ts': '' });
    expect(paths(listWithGit(root))).toEqual(['b.ts', 'new.ts']);
  });

  it('drops files whose folder became a file', () => {
    const root = temporaryRepository({ 'a.ts': '', 'src/b.ts': '', 'src/deep/c.ts': '' });
    rmSync(join(root, 'src'), { recursive: true });
    writeTree(root, { src: 'a file now' });
    expect(paths(listWithGit(root))).toEqual(['a.ts', 'src']);
  });

  it('names a file in conflict once', () => {
    const root = temporaryRepository({ 'a.ts': 'first' });
    git(root, 'checkout', '-q', '-b', 'other');
    writeFileSync(join(root, 'a.ts'), 'other');
    git(root, 'commit', '-qam', 'other');
    git(root, 'checkout', '-q', '-');
    writeFileSync(join(root, 'a.ts'), 'mine');
    git(root, 'commit', '-qam', 'mine');
    expect(() => git(root, 'merge', 'other')).toThrow();
    expect(paths(listWithGit(root))).toEqual(['a.ts']);
  });

  it('runs no program that the repository names', () => {
    const root = temporaryRepository({ 'a.ts': '' });
    const hook = join(root, '.git/touch.sh');
    writeFileSync(hook, `#!/bin/sh\ntouch "${root}/ran"\n`, { mode: 0o755 });
    git(root, 'config', 'core.fsmonitor', hook);
    expect(paths(listWithGit(root))).toEqual(['a.ts']);
    expect(existsSync(join(root, 'ran'))).toBe(false);
    // The trap is armed: git as such runs it.
    git(root, 'status');
    expect(existsSync(join(root, 'ran'))).toBe(true);
  });

  it('takes no bare repository inside a scanned tree for the repository', () => {
    const root = temporaryTree({ 'a.ts': '' });
    git(root, 'init', '-q', '--bare', 'nested');
    const hook = join(root, 'touch.sh');
    writeFileSync(hook, `#!/bin/sh\ntouch "${root}/ran"\n`, { mode: 0o755 });
    const nested = join(root, 'nested');
    const config = readFileSync(join(nested, 'config'), 'utf8');
    const armed = config.replace(
      'bare = true',
      `bare = false\n\tworktree = ..\n\tfsmonitor = "${hook}"`,
    );
    writeFileSync(join(nested, 'config'), armed);
    git(nested, 'ls-files', '--others');
    const armedRan = existsSync(join(root, 'ran'));
    rmSync(join(root, 'ran'), { force: true });
    expect(listWithGit(nested)).toBeNull();
    expect(existsSync(join(root, 'ran'))).toBe(false);
    expect(armedRan).toBe(true);
  });

  it('is not led astray by the variables of a git hook', () => {
    const other = temporaryRepository({ 'other.ts': '' });
    const root = temporaryRepository({ 'a.ts': '' });
    vi.stubEnv('GIT_DIR', join(other, '.git'));
    vi.stubEnv('GIT_INDEX_FILE', join(other, '.git/index'));
    onTestFinished(() => void vi.unstubAllEnvs());
    expect(paths(listWithGit(root))).toEqual(['a.ts']);
  });
});

describe('the walk', () => {
  it('finds what describes a package where a pattern of an unpacked folder is about its kind of file', () => {
    const root = temporaryTree({
      '.gitignore': '*.json\n*.lock\nbuild/\n',
      'a.ts': '',
      'build/package.json': '{}',
      'key.json': '{}',
      'package.json': '{}',
      'packages/x/package.json': '{}',
      'yarn.lock': '',
    });
    expect(paths(walk(root))).toEqual([
      '.gitignore',
      'a.ts',
      'package.json',
      'packages/x/package.json',
      'yarn.lock',
    ]);
  });

  it('takes upper and lower case for different', () => {
    const root = temporaryTree({ '.gitignore': '/Build\n', 'build/a.ts': '' });
    expect(paths(walk(root))).toEqual(['.gitignore', 'build/a.ts']);
  });

  it('enters repositories below a folder that is none itself', () => {
    const root = temporaryTree({ 'one/a.ts': '', 'two/b.ts': '' });
    git(join(root, 'one'), 'init', '-q');
    expect(paths(walk(root))).toEqual(['one/a.ts', 'two/b.ts']);
  });

  it.skipIf(process.getuid?.() === 0)('reports a folder it may not read and goes on', () => {
    const root = temporaryTree({ 'closed/a.ts': '', 'open/b.ts': '' });
    chmodSync(join(root, 'closed'), 0);
    const listing = walk(root);
    chmodSync(join(root, 'closed'), 0o755);
    expect(listing.unreadable).toEqual(['closed']);
    expect(paths(listing)).toEqual(['open/b.ts']);
  });

  it('reports a root that is not there', () => {
    expect(walk(join(temporaryTree({}), 'absent')).unreadable).toEqual(['.']);
  });

  it('answers where git has nothing to say, as in a folder the repository ignores', () => {
    const root = temporaryRepository({ '.gitignore': 'scratch/\n', 'scratch/a.ts': '' });
    const listing = listFiles(join(root, 'scratch'));
    expect(listing.by).toBe('walk');
    expect(paths(listing)).toEqual(['a.ts']);
    expect(listFiles(root).by).toBe('git');
  });
});
