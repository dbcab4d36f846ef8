import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { FixResult } from '../../src/model/fix.js';
import { temporaryTree, writeTree } from '../io/temporary-tree.js';
import { commit, git, head, main, run, service } from './services.js';

vi.setConfig({ testTimeout: 60_000 });

beforeEach(() => {
  vi.stubEnv('XDG_CACHE_HOME', temporaryTree({}));
  return () => vi.unstubAllEnvs();
});

const fix = (folder: string, ...words: string[]) =>
  run(folder, process.execPath, [main, 'fix', '--unsafe', ...words]);

const committing = ['--write', '--commit', 'per-dependency'];

function named(folder: string): string {
  git(folder, 'config', 'user.name', 'Ada');
  git(folder, 'config', 'user.email', 'ada@example.com');
  return folder;
}

/** A package with one unbounded call of each of these addresses. */
function calling(...addresses: readonly string[]): string {
  const files = addresses.map((address, index) => [
    `src/${String(index)}.js`,
    `export const load = async () => (await fetch(${JSON.stringify(address)})).status;\n`,
  ]);
  const folder = temporaryTree({
    'package.json':
      '{ "name": "a", "version": "1.0.0", "main": "src/index.js", "type": "module", "engines": { "node": ">=20.19" } }\n',
    ...(Object.fromEntries(files) as Record<string, string>),
  });
  git(folder, 'init', '-q', '-b', 'main');
  commit(folder, 'the service');
  return named(folder);
}

const subjects = (folder: string, from: string): readonly string[] =>
  git(folder, 'log', '--reverse', '--format=%s', `${from}..`).split('\n');

describe('fix --commit per-dependency', () => {
  it('makes a commit for each dependency, and together what one run writes', () => {
    const folder = named(service('express-orders'));
    const before = head(folder);
    const { status, stderr } = fix(folder, ...committing);
    expect(status).toBe(0);
    expect(git(folder, 'status', '--porcelain')).toBe('');
    const made = subjects(folder, before);
    expect(made.length).toBeGreaterThan(2);
    expect(new Set(made).size).toBe(made.length);
    for (const subject of made)
      expect(subject).toMatch(/^fix\(resilience\): (bound|protect|observe) calls to \S/);
    expect(stderr).toContain(`${String(made.length)} commits made; "git revert --no-edit `);
    for (const subject of made) expect(stderr).toContain(` ${subject}\n`);
    const other = service('express-orders');
    fix(other, '--write');
    git(other, 'add', '-A');
    expect(git(folder, 'rev-parse', 'HEAD^{tree}')).toBe(git(other, 'write-tree'));
    expect(fix(folder, '--check', '--format', 'patch')).toMatchObject({ status: 0, stdout: '' });
  });

  it('has policies grow with the commits, each of which has what it imports', () => {
    const folder = calling('https://a.example.com/', 'https://b.example.com/');
    const before = head(folder);
    fix(folder, ...committing, '--only', 'missing-breaker', '--only', 'add-breaker');
    expect(subjects(folder, before)).toEqual([
      'fix(resilience): protect calls to a.example.com',
      'fix(resilience): protect calls to b.example.com',
    ]);
    const files = (name: string) => git(folder, 'show', '--format=', '--name-only', name);
    expect(files('HEAD~')).toContain('package.json\nsrc/0.js\nsrc/resilience.js\nvendor/');
    expect(files('HEAD')).toBe('src/1.js\nsrc/resilience.js');
    expect(git(folder, 'show', 'HEAD~:src/resilience.js')).not.toContain('b.example.com');
    expect(git(folder, 'log', '-1', '--format=%b').trim()).toBe(
      '- src/1.js: fetch run by bExampleComPolicy (missing-breaker)',
    );
  });

  it('is taken back by the command that it names, and not by undo', () => {
    const folder = named(service('express-orders'));
    const tree = git(folder, 'rev-parse', 'HEAD^{tree}');
    const { stderr } = fix(folder, ...committing);
    const undone = run(folder, process.execPath, [main, 'undo']);
    expect(undone.stderr).toContain('Nothing was written here');
    const [, words = ''] = /"git (revert [^"]+)" takes them back/.exec(stderr) ?? [];
    git(folder, ...words.split(' '));
    expect(git(folder, 'rev-parse', 'HEAD^{tree}')).toBe(tree);
  });

  it('says in one line whatever a dependency is called', () => {
    const folder = calling(
      `https://${'long.'.repeat(40)}example.com/`,
      'https://xn--e1afmkfd.example/\n\nSigned-off-by: Eve <eve@example.com>',
      'https://a.example/?"$(touch ran)`',
    );
    const before = head(folder);
    expect(fix(folder, ...committing, '--only', 'add-timeout').status).toBe(0);
    const made = subjects(folder, before);
    expect(made.length).toBeGreaterThan(0);
    for (const subject of made) expect(subject.length).toBeLessThan(80);
    expect(git(folder, 'log', '--format=%(trailers)', `${before}..`).trim()).toBe('');
    expect(git(folder, 'status', '--porcelain', '--ignored')).toBe('');
  });

  it('says what is done for a service as a whole', () => {
    const folder = calling('https://a.example.com/');
    writeTree(folder, {
      'package.json': '{ "name": "a", "type": "module", "dependencies": { "express": "4" } }\n',
      'src/app.js': `import express from 'express';\nconst app = express();\napp.get('/orders', (_request, response) => { response.json([]); });\napp.listen(3000);\n`,
    });
    commit(folder, 'the routes');
    const before = head(folder);
    const { stdout } = fix(folder, '--only', 'add-health', '--format', 'json');
    const { sites } = JSON.parse(stdout) as FixResult;
    fix(folder, ...committing, '--only', sites[0]?.findings[0] ?? '');
    expect(subjects(folder, before)).toEqual(['fix(resilience): answer health checks']);
    expect(git(folder, 'log', '-1', '--format=%b').trim()).toBe(
      '- src/app.js: GET /healthz of express, before GET /orders (missing-health-check)',
    );
  });

  it('leaves what others have staged where it is', () => {
    const folder = calling('https://a.example.com/');
    writeTree(folder, { 'notes.md': 'mine\n' });
    git(folder, 'add', 'notes.md');
    fix(folder, ...committing, '--only', 'add-timeout');
    expect(git(folder, 'status', '--porcelain')).toBe('A  notes.md');
    expect(git(folder, 'show', '--format=', '--name-only', 'HEAD')).toBe('src/0.js');
  });

  it('commits what the tests have passed with, and nothing where they fail', () => {
    const folder = calling('https://a.example.com/');
    const words = [...committing, '--verify', 'tests', '--only', 'add-timeout', '--test-command'];
    const before = head(folder);
    const refusing = `node -e "process.exit(+require('fs').readFileSync('src/0.js', 'utf8').includes('signal'))"`;
    expect(fix(folder, ...words, refusing).status).toBe(1);
    expect(head(folder)).toBe(before);
    expect(git(folder, 'status', '--porcelain')).toBe('');
    expect(fix(folder, ...words, 'true').status).toBe(0);
    expect(subjects(folder, before)).toEqual(['fix(resilience): bound calls to a.example.com']);
  });
});

describe('fix --commit refuses', () => {
  const refusal = (folder: string, ...words: string[]): string => {
    const { status, stdout, stderr } = fix(folder, ...words);
    expect([status, stdout]).toEqual([2, '']);
    return stderr;
  };

  it('options that contradict it', () => {
    const folder = calling('https://a.example.com/');
    expect(refusal(folder, '--commit', 'per-dependency')).toContain('Add --write');
    expect(refusal(folder, ...committing, '--allow-dirty')).toContain('Leave --allow-dirty');
    expect(refusal(folder, '--write', '--commit', 'per-file')).toContain('per-dependency');
  });

  it('files with changes of others', () => {
    const folder = calling('https://a.example.com/');
    const file = join(folder, 'src/0.js');
    writeFileSync(file, `${readFileSync(file, 'utf8')}// mine\n`);
    expect(refusal(folder, ...committing)).toBe(
      'error: 1 file to edit would mix with changes that are not committed\n  src/0.js\n' +
        'Nothing was written. Commit or stash them.\n',
    );
  });

  it('folders without git, and people whom git does not know', () => {
    const folder = temporaryTree({ 'src/a.js': `await fetch('https://a.example.com');\n` });
    expect(refusal(folder, ...committing)).toContain('git knows no repository here');
    expect(refusal(service('express-orders'), ...committing)).toContain(
      'error: git does not know whose name and email commits are to have\n',
    );
  });

  it('a library that git would leave out', () => {
    const folder = calling('https://a.example.com/');
    writeTree(folder, { '.gitignore': 'vendor/\n' });
    commit(folder, 'ignored');
    const told = refusal(folder, ...committing, '--only', 'add-breaker');
    expect(told).toContain('24 files to commit would be left out: .gitignore names them');
    expect(git(folder, 'status', '--porcelain')).toBe('');
  });

  it('to go on where git fails, and says what stands', () => {
    const folder = calling('https://a.example.com/');
    writeTree(folder, { '.git/index.lock': '' });
    const told = refusal(folder, ...committing, '--only', 'add-timeout');
    expect(told).toContain('error: git could not do "update-index"\n  fatal: Unable to create');
    expect(told).toContain('No commit was made, and the files are as they were.');
    git(folder, 'diff', '--exit-code');
  });
});
