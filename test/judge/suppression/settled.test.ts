import { describe, expect, it } from 'vitest';
import { assess } from '../../../src/assess.js';
import { loadConfiguration } from '../../../src/config/settings/configuration.js';
import { assessmentSchema, type Finding } from '../../../src/model/assessment.js';
import { temporaryTree, type Tree } from '../../io/temporary-tree.js';
import { ownRule } from '../../config/settings/own-rule.js';

const PUBLISHED = '{ "name": "users-client", "version": "1.0.0", "main": "dist/index.js" }';
const MARK = '// resilint-disable-next-line';

/** A repository with one rule of its own, and nothing of the others. */
async function findings(tree: Tree): Promise<readonly Finding[]> {
  const root = temporaryTree({
    'package.json': PUBLISHED,
    ...tree,
    '.resilint/rules/unbounded-call.yaml': ownRule,
  });
  const { settings, catalog, rules } = await loadConfiguration(root);
  const own = { ...rules, rules: rules.rules.filter(({ id }) => id === 'unbounded-call') };
  const assessment = assess({ root, settings, catalog, rules: own, cache: false });
  expect(assessmentSchema.parse(assessment)).toEqual(assessment);
  return assessment.findings;
}

const queries = (above = ''): string =>
  `import { Pool } from 'pg';\nconst pool = new Pool();\nexport const one = () =>\n${above}  pool.query('SELECT 1');\nexport const two = () => pool.query('SELECT 2');\n`;

const stateOf = ({ rule, file, line, severity, suppression }: Finding): string => {
  const by = suppression.state === 'active' ? 'active' : suppression.by;
  return `${file}:${line} ${rule} ${severity} ${by}`;
};

const states = async (tree: Tree): Promise<readonly string[]> =>
  (await findings(tree)).map(stateOf);

describe('a comment', () => {
  it('silences the finding that begins below it, and says why', async () => {
    const found = await findings({
      'src/a.ts': queries(`  ${MARK} unbounded-call -- it is killed after 30 s\n`),
    });
    expect(found.map(stateOf)).toEqual([
      'src/a.ts:5 unbounded-call error comment',
      'src/a.ts:6 unbounded-call error active',
    ]);
    expect(found[0]?.suppression).toEqual({
      state: 'suppressed',
      by: 'comment',
      reason: 'it is killed after 30 s',
      at: { file: 'src/a.ts', line: 4, column: 3 },
    });
  });

  it.each([
    [
      'unbounded-call',
      'This comment gives no reason, so it silences nothing: add "-- why" at its end.',
    ],
    ['', 'This comment names no rule: it silences nothing.'],
    [
      'unbound-call -- why',
      'There is no rule "unbound-call": the comment silences nothing; did you mean "unbounded-call"?',
    ],
    ['xyzzy -- why', 'There is no rule "xyzzy": the comment silences nothing.'],
  ])('that says %j silences nothing, and is told of', async (comment, message) => {
    const found = await findings({ 'src/a.ts': queries(`  ${MARK} ${comment}\n`) });
    expect(found.map(stateOf)).toEqual([
      'src/a.ts:4 invalid-suppression warning active',
      'src/a.ts:5 unbounded-call error active',
      'src/a.ts:6 unbounded-call error active',
    ]);
    expect(found[0]?.message).toBe(message);
  });

  it('that silences nothing is told of', async () => {
    const found = await findings({
      'src/a.ts': `${MARK} unbounded-call -- why\nexport const a = 1;\n`,
    });
    expect(found.map(stateOf)).toEqual(['src/a.ts:1 unused-suppression warning active']);
    expect(found[0]?.message).toBe(
      'No finding of unbounded-call begins in line 2: the comment silences nothing.',
    );
  });

  it('keeps the id of its finding when it moves, and two alike have two', async () => {
    const comment = `${MARK} unbounded-call -- why\n`;
    const ids = async (text: string) => (await findings({ 'src/a.ts': text })).map(({ id }) => id);
    const [first, second] = await ids(`${comment}let a;\n${comment}let b;\n`);
    expect(first).not.toBe(second);
    expect(await ids(`let x;\n\n${comment}let a;\n${comment}let b;\n`)).toEqual([first, second]);
  });
});

describe('the settings', () => {
  it('decide how grave the findings of a rule are', async () => {
    const tree = { 'src/a.ts': queries(), 'scripts/b.ts': queries() };
    expect(await states(tree)).toEqual([
      'scripts/b.ts:4 unbounded-call note active',
      'scripts/b.ts:5 unbounded-call note active',
      'src/a.ts:4 unbounded-call error active',
      'src/a.ts:5 unbounded-call error active',
    ]);
    const settings = 'rules: { unbounded-call: warning }';
    expect(await states({ ...tree, 'resilint.config.yaml': settings })).toEqual([
      'scripts/b.ts:4 unbounded-call note active',
      'scripts/b.ts:5 unbounded-call note active',
      'src/a.ts:4 unbounded-call warning active',
      'src/a.ts:5 unbounded-call warning active',
    ]);
  });

  it('silence a rule altogether, or in some files, with a reason', async () => {
    const tree = { 'src/a.ts': queries(), 'src/old/b.ts': queries() };
    const found = await findings({
      ...tree,
      'resilint.config.yaml':
        "rules: { unbounded-call: 'off' }\noverrides:\n  - files: [src/old]\n    rules: { unbounded-call: { severity: note } }\n",
    });
    expect(found.map(stateOf)).toEqual([
      'src/a.ts:4 unbounded-call error configuration',
      'src/a.ts:5 unbounded-call error configuration',
      'src/old/b.ts:4 unbounded-call note active',
      'src/old/b.ts:5 unbounded-call note active',
    ]);
    expect(found[0]?.suppression).toEqual({
      state: 'suppressed',
      by: 'configuration',
      reason: 'the rule is switched off',
      at: { file: 'resilint.config.yaml', line: 1 },
    });
  });

  it('hold for comments that silence nothing as well', async () => {
    const tree = { 'src/a.ts': `${MARK} unbounded-call -- why\nexport const a = 1;\n` };
    const settings = (setting: string) => ({
      ...tree,
      'resilint.config.yaml': `rules: { unused-suppression: ${setting} }`,
    });
    expect(await states(settings('error'))).toEqual(['src/a.ts:1 unused-suppression error active']);
    expect(await states(settings("'off'"))).toEqual([
      'src/a.ts:1 unused-suppression warning configuration',
    ]);
  });

  it('declare protections outside of the code, with what provides them as evidence', async () => {
    const root = temporaryTree({
      'src/a.ts': queries(),
      'resilint.config.yaml':
        'protections:\n  - for: { client: pg, files: [src] }\n    timeout: { ms: 900 }\n    retry: { attempts: 2 }\n    breaker: true\n    bulkhead: {}\n    reason: PgBouncer, deploy/pool.yaml\n',
    });
    const { settings } = await loadConfiguration(root);
    const [call] = assess({ root, settings, cache: false }).calls;
    const evidence = [
      { file: 'resilint.config.yaml', line: 2, what: 'PgBouncer, deploy/pool.yaml' },
    ];
    const given = { status: 'yes', by: 'declared', evidence };
    expect(call?.protection).toMatchObject({
      timeout: { status: 'bounded', ms: 900, by: 'declared', evidence },
      retry: { ...given, attempts: 2 },
      breaker: given,
      bulkhead: given,
    });
  });

  it('leave what the code does better', async () => {
    const root = temporaryTree({
      'src/a.ts':
        "import axios from 'axios';\nexport const a = () => axios.get('https://users.example.com', { timeout: 100 });\nexport const b = () => axios.get('https://users.example.com', { timeout: 5000 });\n",
      'resilint.config.yaml':
        "protections:\n  - for: { dependency: 'users*' }\n    timeout: { ms: 900 }\n    reason: mesh\n",
    });
    const { settings } = await loadConfiguration(root);
    const { calls } = assess({ root, settings, cache: false });
    expect(calls.map(({ protection }) => protection.timeout)).toMatchObject([
      { ms: 100, by: 'call-option' },
      { ms: 900, by: 'declared' },
    ]);
  });

  it('give packages a tier by folder or name, the last one deciding', async () => {
    const root = temporaryTree({
      'package.json': '{ "name": "root" }',
      'services/a/package.json': '{ "name": "@acme/a" }',
      'services/b/package.json': '{ "name": "@acme/b" }',
      'resilint.config.yaml':
        "packages:\n  'services/*': { tier: 2 }\n  '@acme/b': { tier: 1 }\n  '.': { tier: 3 }\n",
    });
    const { settings } = await loadConfiguration(root);
    const { packages } = assess({ root, settings, cache: false });
    expect(packages.map(({ dir, tier }) => [dir, tier])).toEqual([
      ['.', 3],
      ['services/a', 2],
      ['services/b', 1],
    ]);
  });

  it('narrow down what is searched, as the one who starts the scan can', async () => {
    const root = temporaryTree({
      'src/a.ts': queries(),
      'src/b.ts': queries(),
      'lib/c.ts': queries(),
      'resilint.config.yaml': 'include: [src]\nexclude: [src/b.ts]\n',
    });
    const { settings } = await loadConfiguration(root);
    const files = (options: object) =>
      assess({ root, settings, cache: false, ...options }).files.map(({ file }) => file);
    expect(files({})).toEqual(['src/a.ts']);
    expect(files({ include: ['lib', 'src'] })).toEqual(['lib/c.ts', 'src/a.ts']);
    expect(files({ exclude: ['src/a.ts'] })).toEqual([]);
  });
});
