import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Log } from 'sarif';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { FixResult } from '../../src/model/fix.js';
import { temporaryTree } from '../io/temporary-tree.js';
import { environment, git, main, resilint, run, service } from './services.js';

vi.setConfig({ testTimeout: 60_000 });

beforeEach(() => {
  vi.stubEnv('XDG_CACHE_HOME', temporaryTree({}));
  return () => vi.unstubAllEnvs();
});

const fix = (folder: string, ...words: string[]) =>
  run(folder, process.execPath, [main, 'fix', ...words]);

const status = (folder: string): string => git(folder, 'status', '--porcelain');

describe('resilint fix', () => {
  it('shows a patch that git can apply, and changes nothing', async () => {
    const folder = service('express-orders');
    const { stdout } = fix(folder, '--unsafe', '--format', 'patch');
    expect(status(folder)).toBe('');
    const patch = join(temporaryTree({ 'fix.patch': stdout }), 'fix.patch');
    git(folder, 'apply', patch);
    expect(status(folder)).toContain('?? src/resilience.js\n');
    const { stdout: scanned } = await resilint(folder, 'scan', '--format', 'json');
    expect(scanned).not.toContain('"missing-timeout"');
  });

  it('shows edits as fixes of SARIF', () => {
    const { stdout, status: code } = fix(service('express-orders'), '--format', 'sarif');
    const { runs } = JSON.parse(stdout) as Log;
    const fixes = runs[0]?.results?.flatMap((result) => result.fixes ?? []) ?? [];
    expect(fixes.length).toBeGreaterThan(3);
    expect(code).toBe(0);
  });

  it('makes no edit that changes what the code does unless it is asked to', () => {
    const folder = service('express-orders');
    const timeouts = ['--only', 'add-timeout', '--check'];
    const { stdout, status: code } = fix(folder, ...timeouts);
    expect(stdout).toMatch(/^With --unsafe \(\d+ places\):\n/);
    expect(stdout).not.toContain('diff --git');
    expect(code).toBe(0);
    expect(fix(folder, ...timeouts, '--unsafe').status).toBe(1);
    const observing = fix(folder, '--only', 'add-breaker', '--check');
    expect(observing.stdout).toContain('+  breaker: { observeOnly: true },\n');
    expect(observing.status).toBe(1);
  });

  it('writes, has nothing left to do, and is undone to the byte', () => {
    const folder = service('express-orders');
    const before = git(folder, 'rev-parse', 'HEAD^{tree}');
    const { stderr } = fix(folder, '--unsafe', '--write');
    expect(stderr).toMatch(/^\d+ files written as run 1; "resilint undo" restores them.\n$/);
    expect(git(folder, 'status', '--porcelain')).toContain('?? vendor/');
    expect(fix(folder, '--unsafe', '--check', '--format', 'patch')).toEqual({
      ...{ stdout: '', stderr: '', status: 0 },
    });
    const { stdout } = run(folder, process.execPath, [main, 'undo']);
    expect(stdout).toContain('  src/clients/http.js\n');
    expect(stdout).toContain('  src/db/pool.js\n');
    git(folder, 'add', '-A');
    expect(git(folder, 'write-tree')).toBe(before);
  });

  it('touches no file that git does not have as it is', () => {
    const folder = service('express-orders');
    const file = join(folder, 'src/db/pool.js');
    const dirty = `${readFileSync(file, 'utf8')}// mine\n`;
    writeFileSync(file, dirty);
    const refused = fix(folder, '--unsafe', '--write');
    expect(refused.status).toBe(2);
    expect(refused.stderr).toContain('  src/db/pool.js\n');
    expect(git(folder, 'diff', '--stat')).toMatch(/1 file changed, 1 insertion/);
    expect(fix(folder, '--allow-dirty', '--unsafe', '--write').status).toBe(0);
  });

  it.each([
    ['missing-timeout', ['src/clients/http.js']],
    ['missing-query-timeout', ['src/db/pool.js']],
    ['src/db/**', ['src/db/pool.js']],
    ['missing-alert', []],
  ])('narrows down by %s', (only, files) => {
    const { stdout } = fix(
      service('express-orders'),
      ...['--unsafe', '--format', 'json', '--only', only],
    );
    const result = JSON.parse(stdout) as FixResult;
    expect(result.files.map(({ file }) => file)).toEqual(files);
  });

  it('takes the longest wait that is asked for', () => {
    const folder = service('express-orders');
    const { stdout } = fix(folder, '--unsafe', '--timeout', '4000', '--timeout', 'http=1500');
    expect(stdout).toContain('+  timeout: 1500,');
    expect(fix(folder, '--timeout', 'soon').stderr).toContain('a number of milliseconds');
  });

  it('does a suggestion for those who name its finding', () => {
    const folder = service('workspaces-shop');
    const { stdout } = fix(folder, '--format', 'json');
    const { sites } = JSON.parse(stdout) as FixResult;
    const suggested = sites.find(({ reason }) => reason === 'caution');
    const [id = ''] = suggested?.findings ?? [];
    const asked = fix(folder, '--only', id, '--format', 'patch');
    expect(asked.stdout).toContain('commandTimeout: 2000');
    expect(asked.stdout.match(/^\+[^+]/gm)).toHaveLength(1);
  });
});

describe('starting up', () => {
  it('loads neither what edits nor what checks types', () => {
    const spy = `
      import { Module } from 'node:module';
      process.on('exit', () => {
        const loaded = Object.keys(Module._cache).filter((file) => /ts-morph|oxc-parser/.test(file));
        process.stderr.write(loaded.join());
      });`;
    const file = join(temporaryTree({ 'spy.mjs': spy }), 'spy.mjs');
    const words = ['--import', pathToFileURL(file).href, main, '--version'];
    const { stderr } = spawnSync(process.execPath, words, { encoding: 'utf8', env: environment });
    expect(stderr).toBe('');
  });
});

describe('the page on the codemods', () => {
  const page = readFileSync('docs/fix.md', 'utf8');
  const shown = [
    ...page.matchAll(
      /```sh\nnode dist\/cli\/main.js (fix .*)\n```\n\nprints\n\n```diff\n([^]*?)\n```/g,
    ),
  ];

  it.each(shown.map(([, command = '', diff = '']) => [command, diff] as const))(
    'shows what is printed by %s',
    (command, diff) => {
      const { stdout } = run(process.cwd(), process.execPath, [main, ...command.split(' ')]);
      expect(stdout.trim().replaceAll(/ +$/gm, '')).toBe(diff);
    },
  );

  it('has a transcript of bounds, one of policies, one of retries, and one of fallbacks', () => {
    expect(shown).toHaveLength(4);
  });
});
