import { describe, expect, it } from 'vitest';
import { readConfiguration } from '../../../src/config/settings/configuration.js';
import { folderTree } from '../../../src/io/folder-tree.js';
import { temporaryTree, type Tree } from '../../io/temporary-tree.js';
import { load, mistakes, refusal } from './loading.js';
import { ownRule } from './own-rule.js';

const rule = { '.resilint/rules/unbounded-call.yaml': ownRule };

describe('the settings of a folder', () => {
  it('have a value for everything where nothing is written', async () => {
    const { settings, files } = await load({ 'a.ts': '' });
    expect(settings).toMatchObject({ baseline: 'resilint-baseline.jsonl', failOn: null });
    expect(files).toEqual([]);
  });

  it.each([
    ['resilint.config.json', '{ "baseline": "debt.jsonl" }'],
    ['resilint.config.jsonc', '// ours\n{ "baseline": "debt.jsonl", /* last */ }'],
    ['resilint.config.yaml', 'baseline: debt.jsonl'],
    ['resilint.config.yml', 'baseline: debt.jsonl'],
    ['package.json', '{ "name": "app", "resilint": { "baseline": "debt.jsonl" } }'],
  ])('are read from %s', async (file, text) => {
    const { settings, files } = await load({ [file]: text });
    expect(settings.baseline).toBe('debt.jsonl');
    expect(files).toEqual([file]);
  });

  it('are those of a file that is named, wherever else there are some', async () => {
    const root = temporaryTree({
      'resilint.config.json': '{ "baseline": "a" }',
      'ci/strict.yaml': 'baseline: b',
    });
    const tree = folderTree(root);
    const { settings } = await readConfiguration({ tree, file: 'ci/strict.yaml' });
    expect(settings.baseline).toBe('b');
    const { message } = await refusal(readConfiguration({ tree, file: 'ci/none.yaml' }));
    expect(message).toBe('There is no file "ci/none.yaml"');
  });

  it('are not in two files at once', async () => {
    const { message } = await refusal(
      load({ 'resilint.config.yaml': 'baseline: a', 'package.json': '{ "resilint": {} }' }),
    );
    expect(message).toBe('There are settings in "resilint.config.yaml" and in "package.json"');
  });

  it('are never run: what is no data is no file of settings', async () => {
    const { files } = await load({
      'resilint.config.js': 'throw new Error("I ran")',
      'resilint.config.mjs': 'throw new Error("I ran")',
      'resilint.config.ts': 'throw new Error("I ran")',
    });
    expect(files).toEqual([]);
    const { message } = await refusal(
      readConfiguration({
        tree: folderTree(temporaryTree({ 'evil.mjs': 'throw new Error("I ran")' })),
        file: 'evil.mjs',
      }),
    );
    expect(message).toBe('1 mistake in the settings');
  });

  it('give rules severities, by who waits for the call', async () => {
    const { settings } = await load({
      ...rule,
      'resilint.config.yaml': `rules:
  unbounded-call: warning
overrides:
  - files: [scripts]
    rules: { unbounded-call: { severity: 'off', reason: they are watched } }
`,
    });
    const byReach = { request: 'warning', worker: 'note', script: 'note', browser: 'note' };
    expect(settings.rules.get('unbounded-call')).toEqual({
      off: false,
      severity: byReach,
      at: { file: 'resilint.config.yaml', line: 2 },
    });
    expect(settings.overrides[0]?.rules.get('unbounded-call')).toEqual({
      off: true,
      reason: 'they are watched',
      at: { file: 'resilint.config.yaml', line: 5 },
    });
  });

  it('declare protections, tiers, gates and figures', async () => {
    const { settings } = await load({
      'resilint.config.json': JSON.stringify({
        packages: { 'services/*': { tier: 1, failOn: ['error'] } },
        failOn: ['new:error', 'maturityLevel<2'],
        protections: [{ for: { dependency: 'users-*' }, timeout: { ms: 900 }, reason: 'mesh' }],
        indicators: { mttrMinutes: 45 },
        limits: { unparsableShare: 0 },
      }),
    });
    expect(settings.packages).toMatchObject([{ match: 'services/*', tier: 1 }]);
    expect(settings.failOn?.map(({ text }) => text)).toEqual(['new:error', 'maturityLevel<2']);
    expect(settings.protections).toEqual([
      {
        for: { dependency: 'users-*' },
        timeout: { ms: 900 },
        reason: 'mesh',
        at: { file: 'resilint.config.json', line: 1 },
      },
    ]);
    expect(settings.declared).toEqual({ indicators: { mttrMinutes: 45 } });
    expect(settings.unparsableShare).toBe(0);
  });
});

describe('packs', () => {
  const pack = 'node_modules/@acme/pack/resilint.config.yaml';

  it('come before the file that extends them, which has the last word', async () => {
    const { settings, files } = await load({
      'resilint.config.yaml': "extends: ['@acme/pack', ./ci/base.json]\nbaseline: own.jsonl",
      'ci/base.json': '{ "extends": ["./deeper.yaml"], "exclude": ["b"], "failOn": ["error"] }',
      'ci/deeper.yaml': 'exclude: [c]\nfailOn: [note]\nbaseline: deeper.jsonl',
      [pack]: 'exclude: [a]\nfailOn: [warning]',
    });
    expect(settings.exclude).toEqual(['a', 'c', 'b']);
    expect(settings.failOn?.map(({ text }) => text)).toEqual(['error']);
    expect(settings.baseline).toBe('own.jsonl');
    expect(files).toEqual([pack, 'ci/deeper.yaml', 'ci/base.json', 'resilint.config.yaml']);
  });

  it('bring rules, which the repository can replace', async () => {
    const own = ownRule.replace('waits without end', 'has no bound');
    const tree = {
      'resilint.config.yaml': "extends: ['@acme/pack']\nrules: { unbounded-call: note }",
      [pack]: 'rules: { unbounded-call: warning }',
      'node_modules/@acme/pack/.resilint/rules/unbounded-call.yaml': ownRule,
    };
    const messages = async (files: Tree) =>
      (await load(files)).rules.rules
        .filter(({ id }) => id === 'unbounded-call')
        .map(({ message }) => message);
    expect(await messages(tree)).toEqual(['{{call.name}} waits without end']);
    expect(await messages({ ...tree, '.resilint/rules/unbounded-call.yaml': own })).toEqual([
      '{{call.name}} has no bound',
    ]);
  });

  it('that are installed are refused where the installation is not to be trusted', async () => {
    const root = temporaryTree({
      'resilint.config.yaml': "extends: ['@acme/pack']",
      [pack]: 'rules: {}',
    });
    const { details } = await refusal(
      readConfiguration({ tree: folderTree(root), installed: false }),
    );
    expect(details).toEqual([
      'resilint.config.yaml:1: extends.0: "@acme/pack" is installed by whoever makes the change; keep the pack as a file of the repository',
    ]);
  });

  it.each([
    ['./none.yaml', 'there is no file "none.yaml"'],
    ['../outside.yaml', 'leads out of the folder'],
    ['./evil.js', 'must be a JSON, JSONC or YAML file'],
    ['/etc/passwd', 'is neither a file ("./base.yaml") nor the name of a package'],
    ['@acme/../../x', 'is neither a file ("./base.yaml") nor the name of a package'],
    ['absent', 'the package "absent" is not installed'],
    ['empty', 'the package "empty" holds no resilint.config file'],
    ['./resilint.config.yaml', 'extends itself in the end'],
    ['./circle.yaml', 'extends itself in the end'],
  ])('are told of where they cannot be had: %s', async (target, message) => {
    const told = await mistakes({
      'resilint.config.yaml': `baseline: x\nextends: ['${target}']`,
      'circle.yaml': 'extends: [./resilint.config.yaml]',
      'evil.js': '',
      'node_modules/empty/index.js': '',
    });
    const at = target === './circle.yaml' ? 'circle.yaml:1' : 'resilint.config.yaml:2';
    expect(told).toEqual([`${at}: extends.0: ${message}`]);
  });

  it('do not multiply without end', async () => {
    const names = Array.from({ length: 30 }, (_, index) => `p${index}.yaml`);
    const files = names.map((name, index) => [name, `extends: [./p${index + 1}.yaml]`] as const);
    const told = await mistakes({
      ...(Object.fromEntries(files) as Tree),
      'p30.yaml': 'baseline: x',
      'resilint.config.yaml': 'extends: [./p0.yaml]',
    });
    expect(told).toEqual(['p18.yaml:1: extends.0: leads to more than 20 files']);
  });
});
