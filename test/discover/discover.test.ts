import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { discover } from '../../src/discover/discover.js';
import { KnownError } from '../../src/text/known-error.js';
import { git, temporaryRepository, temporaryTree } from '../io/temporary-tree.js';

describe('discover', () => {
  it('says which commit was scanned', () => {
    const root = temporaryRepository({ 'src/a.ts': '', 'package.json': '{}' });
    const commit = git(root, 'rev-parse', 'HEAD').trim();
    expect(discover({ root })).toMatchObject({ root, commit, dirty: false });
  });

  it('gives the same with and without git, save for the commit', () => {
    const tree = {
      '.gitignore': 'build/\n',
      'build/a.js': '',
      'src/a.ts': '',
      'src/a.test.ts': '',
      'package.json': '{"dependencies": {"axios": "1.0.0"}}',
    };
    const plain = discover({ root: temporaryTree(tree) });
    const { commit, dirty, ...tracked } = discover({ root: temporaryRepository(tree) });
    expect({ ...tracked, root: '' }).toEqual({ ...plain, root: '' });
    expect(commit).toMatch(/^[\da-f]{40}$/);
    expect(dirty).toBe(false);
  });

  it('reads the lockfile above a scanned part of a repository', () => {
    const lock = { packages: { 'node_modules/axios': { version: '1.7.0' } } };
    const root = temporaryRepository({
      'package-lock.json': JSON.stringify(lock),
      'services/a/package.json': '{"dependencies": {"axios": "^1.0.0"}}',
    });
    const { packages } = discover({ root: join(root, 'services') });
    expect(packages.find(({ dir }) => dir === 'a')?.versions).toEqual({ axios: '1.7.0' });
  });

  it('reads no lockfile above a folder that is in no repository', () => {
    const lock = { packages: { 'node_modules/axios': { version: '1.7.0' } } };
    const root = temporaryTree({
      'package-lock.json': JSON.stringify(lock),
      'a/package.json': '{"dependencies": {"axios": "^1.0.0"}}',
    });
    expect(discover({ root: join(root, 'a') }).packages[0]?.versions).toEqual({});
  });

  it('refuses a root that is no folder', () => {
    const root = temporaryTree({ 'a.ts': '' });
    expect(() => discover({ root: join(root, 'a.ts') })).toThrow(KnownError);
    expect(() => discover({ root: join(root, 'absent') })).toThrow(KnownError);
  });
});
