import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { discover } from '../../src/discover/discover.js';
import { temporaryTree } from '../io/temporary-tree.js';
import { inner, lockfiles, root } from './lockfile-samples.js';
import { repositoryOf } from './repository-of.js';

/** What every sample says, whatever its format. */
const expected = {
  '.': { mongoose: '8.16.4', mongodb: '5.0.0', pg2: '8.11.0', 'pg-pool': '3.6.0', bson: '6.1.0' },
  'packages/inner': { mongodb: '6.17.0', bson: '6.1.0' },
};

describe('versions from a lockfile', () => {
  it.each(lockfiles)('of %s are those each package gets', (_format, file, content) => {
    const { packages, packageDependencies, failed } = repositoryOf({
      'package.json': JSON.stringify(root),
      'packages/inner/package.json': JSON.stringify(inner),
      [file]: content,
    });
    expect(failed).toEqual([]);
    expect(Object.fromEntries(packages.map(({ dir, versions }) => [dir, { ...versions }]))).toEqual(
      expected,
    );
    expect(packageDependencies['mongoose']).toEqual(['mongodb']);
    expect(packageDependencies['mongodb']).toEqual(['bson']);
  });

  it('of npm 1 follow its nesting', () => {
    const { packages } = repositoryOf({
      'package.json': JSON.stringify({ dependencies: { mongoose: '^5.0.0', bson: 'npm:b@4.0.0' } }),
      'package-lock.json': JSON.stringify({
        lockfileVersion: 1,
        dependencies: {
          mongoose: {
            version: '5.1.0',
            requires: { mongodb: '3.0.0', ms: '2.0.0' },
            dependencies: { mongodb: { version: '3.0.0', requires: { bson: '1' } } },
          },
          ms: { version: '2.0.0' },
          bson: { version: 'npm:b@4.0.0' },
        },
      }),
    });
    expect(packages[0]?.versions).toEqual({
      bson: '4.0.0',
      mongodb: '3.0.0',
      mongoose: '5.1.0',
      ms: '2.0.0',
    });
  });

  it('of pnpm for a single package stand at its top', () => {
    const { packages } = repositoryOf({
      'package.json': '{"dependencies": {"@scope/a": "^1.0.0"}}',
      'pnpm-lock.yaml':
        "lockfileVersion: 5.4\ndependencies:\n  '@scope/a': 1.2.3\npackages:\n  /@scope/a/1.2.3:\n    dev: false\n",
    });
    expect(packages[0]?.versions).toEqual({ '@scope/a': '1.2.3' });
  });

  it('come from the nearest lockfile upwards', () => {
    const lock = (version: string): string =>
      JSON.stringify({ packages: { 'node_modules/a': { version } } });
    const manifest = '{"dependencies": {"a": "*"}}';
    const { packages } = repositoryOf({
      'package-lock.json': lock('1.0.0'),
      'x/package.json': manifest,
      'y/package.json': manifest,
      'y/package-lock.json': lock('2.0.0'),
    });
    expect(packages.map(({ versions }) => versions['a'])).toEqual([undefined, '1.0.0', '2.0.0']);
  });

  it('that cannot be read is a failure, and exact ranges and installed copies still answer', () => {
    const { packages, failed } = repositoryOf({
      'package-lock.json': '<<<<<<< HEAD\n',
      'package.json': JSON.stringify({
        dependencies: { exact: '1.2.3', installed: '^2.0.0', '../escape': '*', unknown: '^3.0.0' },
      }),
      'node_modules/installed/package.json': '{"version": "2.5.0"}',
      'escape/package.json': '{"version": "9.9.9"}',
    });
    expect(failed).toEqual([
      {
        file: 'package-lock.json',
        line: 1,
        column: 1,
        message: 'no valid JSON: unexpected text',
      },
    ]);
    expect(packages[0]?.versions).toEqual({ exact: '1.2.3', installed: '2.5.0' });
  });

  it('is not looked for where a link leads to itself', () => {
    const root = temporaryTree({ 'package.json': '{"dependencies": {"a": "1.0.0"}}' });
    symlinkSync('package-lock.json', join(root, 'package-lock.json'));
    const { packages, failed } = discover({ root });
    expect(failed).toEqual([]);
    expect(packages[0]?.versions).toEqual({ a: '1.0.0' });
  });
});
