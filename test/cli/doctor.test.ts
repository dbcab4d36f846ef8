import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import type { Check } from '../../src/cli/doctor/check.js';
import { gitCheck, nodeCheck } from '../../src/cli/doctor/environment-checks.js';
import { git as gitIn, temporaryRepository, temporaryTree } from '../io/temporary-tree.js';
import { commit, git, resilint, service } from './services.js';

// Several scans each, perhaps on a machine that is busy.
vi.setConfig({ testTimeout: 60_000 });

async function diagnosed(folder: string, ...words: string[]) {
  const { status, stdout, stderr } = await resilint(folder, 'doctor', '--format', 'json', ...words);
  expect(stderr).toBe('');
  const checks = JSON.parse(stdout) as readonly Check[];
  return { status, named: new Map(checks.map((check) => [check.name, check])) };
}

describe('resilint doctor', () => {
  it('finds nothing wrong with a service that is set up, and tells what it went by', async () => {
    const folder = service('express-orders');
    await resilint(folder, 'init');
    commit(folder, 'add resilint');
    const { status, stdout } = await resilint(folder, 'doctor');
    expect(stdout).toContain('✓ settings: resilint.config.yaml\n');
    expect(stdout).toContain('    lockfiles: package-lock.json\n');
    expect(stdout).toContain('1 set aside as test, such as test/orders.test.js\n');
    expect(stdout).toMatch(/✓ baseline: "resilint-baseline.jsonl" with \d+ entries, all in use\n/);
    expect(stdout).toMatch(/✓ cache: .*\.facts, \d+\.\d MB\n/);
    expect(stdout).toMatch(/\n0 problems, 0 notes\n$/);
    expect(status).toBe(0);
  });

  it('tells each thing that weakens a result, with what to do about it', async () => {
    const folder = temporaryTree({
      'package.json': '{ "name": "app", "dependencies": { "axios": "^1.7.0", "node-fetch": "1" } }',
      'src/a.ts': "import axios from 'axios';\naxios.get('https://a.example.com/');\n",
      'src/broken.ts': 'const = ;\n',
      'resilint.config.yaml': 'limits: { unparsableShare: 0.9 }\n',
      'resilint-baseline.jsonl': [
        { id: '0'.repeat(16), rule: 'missing-timeout', expires: '2026-01-01' },
        { id: '1'.repeat(16), rule: 'missing-retry' },
      ]
        .map((entry) => ({ file: 'src/a.ts', contentId: entry.id, reason: 'known', ...entry }))
        .map((entry) => `${JSON.stringify(entry)}\n`)
        .join(''),
    });
    const { status, named } = await diagnosed(folder);
    expect(named.get('git')).toMatchObject({ state: 'note' });
    expect(named.get('versions')).toMatchObject({
      state: 'note',
      found: [expect.stringContaining('0 of 2'), 'in: . (2)'],
    });
    expect(named.get('files')).toMatchObject({ state: 'note' });
    expect(named.get('files')!.found.join('\n')).toContain('src/broken.ts:1');
    expect(named.get('baseline')).toMatchObject({
      state: 'note',
      advice: 'resilint baseline prune',
    });
    expect(named.get('baseline')!.found).toHaveLength(3);
    for (const { state, advice } of named.values())
      expect(advice === undefined).toBe(state === 'good');
    expect(status).toBe(0);
  });

  it('looks at the rest where settings are wrong, and ends as the check would', async () => {
    const folder = temporaryTree({
      'package.json': '{}',
      'a.ts': "fetch('https://a.example.com/');\n",
      'resilint.config.yaml': 'rules: { missing-timeot: off }\n',
    });
    const { status, named } = await diagnosed(folder);
    expect(named.get('settings')).toMatchObject({
      state: 'problem',
      found: [
        '1 mistake in the settings',
        expect.stringMatching(/^resilint\.config\.yaml:1: .*missing-timeout/),
      ],
    });
    expect(named.get('files')!.found[0]).toBe('1 of 1 file searched');
    expect(status).toBe(2);
    expect((await resilint(folder, 'check')).status).toBe(2);
  });

  it('ends with 3 where too little can be analysed', async () => {
    const folder = temporaryTree({ 'a.ts': 'const = ;\n' });
    const { status, named } = await diagnosed(folder);
    expect(named.get('files')).toMatchObject({ state: 'problem', exitCode: 3 });
    expect(status).toBe(3);
  });
});

describe('what surrounds a scan', () => {
  it('is told for a version of Node that is too old, or slower', () => {
    expect(nodeCheck('18.20.0')).toMatchObject({ state: 'problem', exitCode: 3 });
    expect(nodeCheck('20.19.0').found[0]).toContain('22 and later');
    expect(nodeCheck('24.1.0').found[0]).not.toContain('22 and later');
  });

  it('is told for each state of git', () => {
    const folder = temporaryRepository({ 'a.ts': '' });
    expect(gitCheck(folder)).toMatchObject({ state: 'good' });
    writeFileSync(join(folder, 'b.ts'), '');
    commit(folder, 'more');
    const clone = join(temporaryTree({}), 'clone');
    git(folder, 'clone', '-q', '--depth', '1', `file://${folder}`, clone);
    expect(gitCheck(clone)).toMatchObject({ advice: 'git fetch --unshallow origin' });
    const empty = temporaryTree({});
    expect(gitCheck(empty).found[0]).toContain('in no repository');
    gitIn(empty, 'init', '-q');
    expect(gitCheck(empty).found[0]).toContain('nothing is committed');
    const refused = temporaryTree({ '.git': 'gitdir: /nowhere\n' });
    expect(gitCheck(refused).advice).toContain('safe.directory');
  });
});
