import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { FixResult } from '../../src/model/fix.js';
import { temporaryTree, writeTree } from '../io/temporary-tree.js';
import { commit, git, main, run } from './services.js';

vi.setConfig({ testTimeout: 60_000 });

beforeEach(() => {
  vi.stubEnv('XDG_CACHE_HOME', temporaryTree({}));
  return () => vi.unstubAllEnvs();
});

const LOAD = `export const load = async () => (await fetch('http://127.0.0.1:1/')).status;\n`;
const ROUTE = `import express from 'express';\nimport { load } from './load.js';\nexpress().get('/', load);\n`;

/** A service in a repository of its own, with this script as its tests. */
function tested(check: string, more: Readonly<Record<string, string>> = {}): string {
  const folder = temporaryTree({
    'package.json': JSON.stringify({
      ...{ name: 'a', type: 'module', engines: { node: '>=20.19' } },
      ...{ scripts: { test: 'node check.js' }, dependencies: { express: '4' } },
    }),
    '.gitignore': 'node_modules\nruns\n',
    'src/load.js': LOAD,
    'src/routes.js': ROUTE,
    'check.js': `import { appendFileSync, readFileSync } from 'node:fs';\nappendFileSync('runs', 'run\\n');\n${check}`,
    ...more,
  });
  git(folder, 'init', '-q', '-b', 'main');
  commit(folder, 'the service');
  return folder;
}

const fix = (folder: string, ...words: string[]) =>
  run(folder, process.execPath, [main, 'fix', '--unsafe', ...words]);

const verified = (folder: string, ...words: string[]) =>
  fix(folder, '--write', '--verify', 'tests', ...words);

const runsIn = (folder: string): number => readFileSync(join(folder, 'runs'), 'utf8').length / 4;

const timeouts = ['--only', 'add-timeout'];
const REFUSES_EDITS = `if (readFileSync('src/load.js', 'utf8').includes('AbortSignal')) process.exit(3);\n`;

describe('fix --verify tests', () => {
  it('keeps edits under which the tests pass, run once without and once with them', () => {
    const folder = tested(`console.log('told by the tests');\n`);
    const { status, stdout, stderr } = verified(folder, ...timeouts);
    expect(status).toBe(0);
    expect(stderr).toContain('running "npm test" without the edits\n');
    expect(stderr).toContain('told by the tests\n');
    expect(stdout).toContain('note: "npm test" ended with exit code 0 before and after the edits');
    expect(readFileSync(join(folder, 'src/load.js'), 'utf8')).toContain('AbortSignal.timeout');
    expect(runsIn(folder)).toBe(2);
  });

  it('says in the JSON what edits were verified by', () => {
    const { stdout } = verified(tested(''), ...timeouts, '--format', 'json', '--quiet');
    expect((JSON.parse(stdout) as FixResult).verification).toBe('tests');
  });

  it('takes all edits back where tests that passed fail with them', () => {
    const folder = tested(REFUSES_EDITS);
    const { status, stdout, stderr } = verified(folder, ...timeouts, '--quiet');
    expect(status).toBe(1);
    expect(stdout).toBe('');
    expect(stderr).toBe(
      '"npm test" passed before and ended with exit code 3 with the edits: all of them were taken back.\n',
    );
    expect(git(folder, 'status', '--porcelain')).toBe('');
    expect(run(folder, process.execPath, [main, 'undo']).stderr).toContain('Nothing was written');
  });

  it('takes them back where the tests end no more, and leaves nothing running', () => {
    // Three times what the tests took, and a minute: the clock of the command is a thousand times as fast.
    const clock = `const real = setTimeout;\nglobalThis.setTimeout = (work, ms, ...rest) => real(work, ms > 30_000 ? 4_000 : ms, ...rest);\n`;
    const file = join(temporaryTree({ 'clock.mjs': clock }), 'clock.mjs');
    const folder = tested(
      REFUSES_EDITS.replace(
        'process.exit(3)',
        `setInterval(() => appendFileSync('beats', '.'), 50)`,
      ),
      { '.gitignore': 'node_modules\nruns\nbeats\n' },
    );
    const words = ['--import', file, main, 'fix', '--unsafe', '--write', '--verify', 'tests'];
    const { status, stderr } = run(folder, process.execPath, [...words, ...timeouts]);
    expect(stderr).toContain('passed before and was ended (timed out) with the edits');
    expect(status).toBe(1);
    expect(git(folder, 'status', '--porcelain')).toBe('');
    const beats = readFileSync(join(folder, 'beats'), 'utf8');
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 300);
    expect(readFileSync(join(folder, 'beats'), 'utf8')).toBe(beats);
  });

  it('writes nothing where the tests fail without edits', () => {
    const folder = tested('process.exit(7);\n');
    const { status, stderr } = verified(folder, ...timeouts);
    expect(status).toBe(2);
    expect(stderr).toContain('"npm test" ended with exit code 7 without any edit');
    expect(git(folder, 'status', '--porcelain')).toBe('');
    expect(runsIn(folder)).toBe(1);
  });

  it('lends the runtime library to tests that load what is under a policy', () => {
    const folder = tested(
      `const { load } = await import('./src/load.js');\nawait load().catch(() => undefined);\n`,
    );
    const { status } = verified(folder, '--only', 'add-breaker');
    expect(status).toBe(0);
    expect(readFileSync(join(folder, 'src/load.js'), 'utf8')).toContain('policy1270011.execute(');
    expect(git(folder, 'status', '--porcelain', '--ignored')).not.toContain('node_modules');
  });

  it('runs the command that is named, and none where nothing is to edit', () => {
    const folder = tested('process.exit(7);\n');
    const own = ['--test-command', `node -e "require('fs').appendFileSync('runs', 'own\\n')"`];
    expect(verified(folder, ...timeouts, ...own).status).toBe(0);
    expect(readFileSync(join(folder, 'runs'), 'utf8')).toBe('own\nown\n');
    expect(verified(folder, ...timeouts, ...own, '--allow-dirty').status).toBe(0);
    expect(readFileSync(join(folder, 'runs'), 'utf8')).toBe('own\nown\n');
  });

  it.each([
    ['yarn.lock', 'yarn test'],
    ['pnpm-lock.yaml', 'pnpm test'],
    ['bun.lock', 'bun run test'],
  ])('asks the package manager of %s', (lockfile, command) => {
    const [program = ''] = command.split(' ');
    const spy = `#!/bin/sh\necho "$0 $*" >> runs\n`;
    const bin = temporaryTree({ [program]: spy });
    vi.stubEnv('PATH', `${bin}:${process.env['PATH'] ?? ''}`);
    const folder = tested('', { [lockfile]: '' });
    run(bin, 'chmod', ['+x', program]);
    const env = { ...process.env };
    const { stderr } = run(folder, 'env', [
      `PATH=${env['PATH'] ?? ''}`,
      ...[process.execPath, main, 'fix', '--unsafe', '--write', '--verify', 'tests', ...timeouts],
    ]);
    expect(stderr).toContain(`running "${command}" without the edits`);
    expect(readFileSync(join(folder, 'runs'), 'utf8')).toBe(`${bin}/${command}\n`.repeat(2));
  });

  it('says what is missing', () => {
    const folder = tested('');
    expect(fix(folder, '--verify', 'tests')).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('Add --write') as string,
    });
    expect(fix(folder, '--test-command', 'true')).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('Add --verify tests') as string,
    });
    writeTree(folder, { 'package.json': '{ "name": "a", "type": "module" }' });
    expect(verified(folder)).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('Say with --test-command how the tests are run') as string,
    });
  });

  it('executes nothing of the repository by any other way to verify', () => {
    const folder = tested('');
    for (const how of ['none', 'parse', 'types'])
      expect(fix(folder, '--write', '--allow-dirty', '--verify', how).status).toBe(0);
    expect(() => runsIn(folder)).toThrow('ENOENT');
  });

  it('takes its edits back from files that were not the same before', () => {
    const folder = tested(REFUSES_EDITS);
    const mine = `${LOAD}// mine\n`;
    writeFileSync(join(folder, 'src/load.js'), mine);
    expect(verified(folder, ...timeouts, '--allow-dirty').status).toBe(1);
    expect(readFileSync(join(folder, 'src/load.js'), 'utf8')).toBe(mine);
  });
});
