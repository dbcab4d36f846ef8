import { describe, expect, it } from 'vitest';
import { effectiveFor } from '../../src/cli/print-config/effective.js';
import { effectiveText } from '../../src/cli/print-config/effective-text.js';
import { loadConfiguration } from '../../src/config/settings/configuration.js';
import { inspect } from '../../src/inspect.js';
import { temporaryTree } from '../io/temporary-tree.js';
import { main, run } from './services.js';

const tree = {
  'package.json': '{ "name": "shop" }',
  'services/pay/package.json': '{ "name": "@shop/pay" }',
  'services/pay/src/client.ts': '',
  'services/pay/src/client.test.ts': '',
  'services/pay/src/old.ts': '',
  'base.yaml': [
    'failOn: [warning]',
    'exclude: ["vendor/**"]',
    'packages:',
    '  "services/*": { tier: 3, failOn: [error] }',
    'rules:',
    '  missing-breaker: note',
    '  missing-timeout: off',
    '',
  ].join('\n'),
  'resilint.config.yaml': [
    'extends: [./base.yaml]',
    'exclude: ["**/old.ts"]',
    'packages:',
    '  "@shop/pay": { tier: 1 }',
    'rules:',
    '  missing-timeout: warning',
    'overrides:',
    '  - files: ["services/**"]',
    '    rules:',
    '      missing-timeout: { severity: off, reason: the mesh bounds them }',
    '  - files: ["services/pay/**"]',
    '    rules: { missing-timeout: note }',
    '  - files: ["lib/**"]',
    '    rules: { missing-timeout: error }',
    'protections:',
    '  - for: { files: ["services/**"] }',
    '    breaker: true',
    '    reason: the mesh',
    '  - for: { files: ["lib/**"] }',
    '    breaker: true',
    '    reason: elsewhere',
    '',
  ].join('\n'),
};

async function effective(file: string) {
  const root = temporaryTree(tree);
  const configuration = await loadConfiguration(root);
  return effectiveFor(file, configuration, inspect({ root, ...configuration }));
}

const own = (line: number) => ({ file: 'resilint.config.yaml', line });
const base = (line: number) => ({ file: 'base.yaml', line });

describe('resilint print-config', () => {
  it('tells each value of a file and the line that had the last word', async () => {
    const found = await effective('services/pay/src/client.ts');
    expect(found).toMatchObject({
      searched: { state: 'searched' },
      settingsFiles: ['base.yaml', 'resilint.config.yaml'],
      package: { dir: 'services/pay', name: '@shop/pay' },
      tier: { value: 1, from: own(4) },
      packageFailOn: { value: ['error'], from: base(4) },
      failOn: { value: ['warning'], from: base(1) },
      include: { value: [] },
      exclude: [
        { value: 'vendor/**', from: base(2) },
        { value: '**/old.ts', from: own(2) },
      ],
      baseline: { value: 'resilint-baseline.jsonl' },
      overrides: [
        { matches: true, from: own(8) },
        { matches: true, from: own(11) },
        { matches: false },
      ],
      protections: [{ reason: 'the mesh' }],
    });
    const rules = new Map(found.rules.map((rule) => [rule.id, rule]));
    expect(rules.get('missing-timeout')).toMatchObject({
      severity: { request: 'note' },
      from: own(12),
    });
    expect(rules.get('missing-breaker')).toMatchObject({
      severity: { request: 'note' },
      from: base(6),
    });
    expect(rules.get('missing-fallback')).not.toHaveProperty('from');
  });

  it('lets a switch of an override count until the next one', async () => {
    const rule = (await effective('services/other/a.ts')).rules.find(
      ({ id }) => id === 'missing-timeout',
    );
    expect(rule).toMatchObject({ severity: 'off', from: own(10), reason: 'the mesh bounds them' });
  });

  it('says why a file is not searched', async () => {
    const states = await Promise.all(
      ['services/pay/src/client.test.ts', 'services/pay/src/old.ts', 'README.md'].map(
        async (file) => (await effective(file)).searched,
      ),
    );
    expect(states).toEqual([
      { state: 'set-aside', reason: 'test' },
      { state: 'set-aside', reason: 'excluded' },
      { state: 'unknown' },
    ]);
  });

  it('reads as text, one value a line', async () => {
    const lines = effectiveText(await effective('services/pay/src/client.ts'), undefined);
    expect(lines.join('\n')).toMatchInlineSnapshot(`
      "services/pay/src/client.ts
        is searched for calls
        package: @shop/pay ("services/pay")
        settings: resilint.config.yaml, extends base.yaml

        include           everything               by itself
        exclude           vendor/**                base.yaml:2
        exclude           **/old.ts                resilint.config.yaml:2
        baseline          resilint-baseline.jsonl  by itself
        fails on          warning                  base.yaml:1
        tier              1                        resilint.config.yaml:4
        package fails on  error                    base.yaml:4

      Overrides, of which the last that matches decides
        matches  services/**      resilint.config.yaml:8
        matches  services/pay/**  resilint.config.yaml:11
        -        lib/**           resilint.config.yaml:13

      Rules that were changed
        missing-timeout  note  resilint.config.yaml:12
        missing-breaker  note  base.yaml:6

      Declared protections of its calls
        breaker  every call  resilint.config.yaml:16: the mesh

      50 rules as they are by themselves; --format json lists them."
    `);
  });

  it('is a command for any file of a folder, and refuses those outside', () => {
    const root = temporaryTree(tree);
    const { status, stdout } = run(root, process.execPath, [
      main,
      'print-config',
      'services/pay/src/client.ts',
    ]);
    expect(status).toBe(0);
    expect(stdout).toContain('settings: resilint.config.yaml, extends base.yaml\n');
    expect(run(root, process.execPath, [main, 'print-config', '../x.ts'])).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('"../x.ts" is not in "."') as string,
    });
  });
});
