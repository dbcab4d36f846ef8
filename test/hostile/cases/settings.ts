import { call, files, times, type Fate, type HostileCase } from '../hostile-case.js';

const deepJson = (levels: number): string => `${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`;
const wide = (count: number, entry: (index: number) => readonly [string, unknown]): unknown =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => entry(index)));

const setting = (
  [input, file]: readonly [string, string],
  content: unknown,
  fate: Fate,
): HostileCase =>
  files(
    input,
    { [file]: typeof content === 'string' ? content : JSON.stringify(content), 'a.ts': call },
    { fate },
  );

const used: Fate = 'not a source';

/** Every file that is not the configuration itself is searched as ever. */
export const settings: readonly HostileCase[] = [
  setting(['package.json that is no JSON', 'package.json'], '{ "name": oops }', {
    failed: 'no valid JSON: unexpected text',
  }),
  setting(['package.json that is a list', 'package.json'], '[]', {
    failed: 'holds no JSON object',
  }),
  setting(
    ['package.json with numbers and lists where text belongs', 'package.json'],
    {
      name: 1,
      main: [],
      dependencies: ['axios', 3],
      devDependencies: { axios: 3, pg: ['1'] },
      exports: 5,
      imports: [[[]]],
      bin: { a: 1 },
      scripts: 'start',
      workspaces: { packages: 7 },
    },
    used,
  ),
  setting(
    ['package.json without a name but with one', 'package.json'],
    { name: '', main: '' },
    used,
  ),
  setting(
    ['package.json nested 50,000 levels deep', 'package.json'],
    `{"exports":${deepJson(50_000)}}`,
    {
      failed: 'nests more than 200 levels deep',
    },
  ),
  setting(
    ['package.json with `__proto__` and `constructor`', 'package.json'],
    '{"name":"__proto__","dependencies":{"__proto__":"1.0.0","constructor":"1.0.0"},"exports":{"__proto__":"./a.js","./a":{"__proto__":"./a.js"}},"__proto__":{"polluted":true}}',
    used,
  ),
  setting(
    ['`exports` that lead to each other', 'package.json'],
    {
      name: 'a',
      exports: { '.': './b', './b': './c', './c': './b', './*': './*/*' },
      imports: { '#a': '#b', '#b': '#a', '#c': 'a/b', '#*': '#*' },
    },
    used,
  ),
  setting(
    ['50,000 dependencies', 'package.json'],
    {
      dependencies: wide(50_000, (index) => [`p${String(index)}`, '1.0.0']),
    },
    used,
  ),
  setting(['tsconfig.json with an open comment', 'tsconfig.json'], '{ /* "compilerOptions": {}', {
    failed: 'no valid JSON: unexpected text',
  }),
  setting(
    ['tsconfig.json that extends itself', 'tsconfig.json'],
    { extends: './tsconfig.json' },
    {
      failed: 'extends itself',
    },
  ),
  files(
    'tsconfig.json in a ring of `extends`',
    {
      'tsconfig.json': '{"extends":"./b.json"}',
      'b.json': '{"extends":["./c.json","./tsconfig.json"]}',
      'c.json': '{"extends":"./b.json"}',
    },
    { fate: { failed: 'extends itself' } },
  ),
  files(
    'tsconfig.json with 2^40 ways through `extends`',
    {
      'tsconfig.json': '{"extends":"./c0.json"}',
      ...(wide(40, (index) => [
        `c${String(index)}.json`,
        JSON.stringify({ extends: Array(2).fill(`./c${String(index + 1)}.json`) }),
      ]) as Record<string, string>),
      'c40.json': '{}',
    },
    { fate: used },
  ),
  files(
    'a chain of 200 `extends`',
    {
      'c/c50.json': '{"extends":"./c51.json"}',
      'tsconfig.json': '{"extends":"./c/c0.json"}',
      ...(wide(200, (index) => [
        `c/c${String(index)}.json`,
        `{"extends":"./c${String(index + 1)}.json"}`,
      ]) as Record<string, string>),
      'c/c200.json': '{}',
    },
    { fate: { failed: 'is the end of more than 50 extends' } },
  ),
  setting(
    ['tsconfig.json of wrong shapes', 'tsconfig.json'],
    {
      extends: [1, null, {}],
      compilerOptions: { baseUrl: [], outDir: 3, paths: { a: 1, '*': [[]], '': [''] } },
    },
    used,
  ),
  setting(
    ['`paths` with hostile patterns', 'tsconfig.json'],
    {
      compilerOptions: {
        baseUrl: '../../../../..',
        paths: {
          '*': ['*', '/etc/*', '../*'],
          '***': ['***'],
          __proto__: ['a'],
          [`${'a*'.repeat(5000)}b`]: ['*'],
        },
      },
    },
    used,
  ),
  setting(
    ['20,000 `paths`', 'tsconfig.json'],
    {
      compilerOptions: { paths: wide(20_000, (index) => [`@p${String(index)}/*`, ['./*']]) },
    },
    used,
  ),
  setting(
    ['a comment and blanks of 5 MB', 'tsconfig.json'],
    `{"a":1, /* ${' '.repeat(5_000_000)} */ ${' '.repeat(1_000_000)} }`,
    used,
  ),
  setting(['package-lock.json that is no JSON', 'package-lock.json'], '<<<<<<< HEAD', {
    failed: 'no valid JSON: unexpected text',
  }),
  setting(
    ['package-lock.json of wrong shapes', 'package-lock.json'],
    {
      lockfileVersion: 'x',
      packages: { '': 1, 'node_modules/axios': [], a: { dependencies: 3 } },
      dependencies: [1],
    },
    used,
  ),
  setting(
    ['package-lock.json nested 20,000 levels deep', 'package-lock.json'],
    `{"dependencies":${'{"a":{"dependencies":'.repeat(20_000)}{}${'}}'.repeat(20_000)}}`,
    {
      failed: 'nests more than 200 levels deep',
    },
  ),
  files(
    'package-lock.json in which one package needs 150,000',
    {
      'package-lock.json': JSON.stringify({
        packages: {
          'node_modules/a': {
            version: '1.0.0',
            dependencies: wide(150_000, (index) => [`p${String(index)}`, '1']),
          },
          ...(wide(150_000, (index) => [
            `node_modules/p${String(index)}`,
            { version: '1.0.0' },
          ]) as object),
        },
      }),
      'package.json': '{"dependencies":{"a":"1"}}',
    },
    { fate: used },
  ),
  files(
    'yarn.lock with a line of 5 MB',
    {
      'yarn.lock': `"${'a'.repeat(5_000_000)}" "1"\na@1:\n  version "1.0.0"\n`,
      'package.json': '{"dependencies":{"a":"1"}}',
    },
    { fate: used },
  ),
  files(
    'yarn.lock with 50,000 copies of one package',
    {
      'yarn.lock': times(
        50_000,
        (index) => `a@${String(index)}:\n  version "1.0.${String(index)}"\n`,
      ),
      'package.json': '{"dependencies":{"a":"1"}}',
    },
    { fate: used },
  ),
  files(
    'pnpm-lock.yaml of wrong shapes',
    {
      'pnpm-lock.yaml': `lockfileVersion: [\nimporters:\n  - .\n  .: {}\npackages: 3\n${'? '.repeat(1000)}\n: :\n`,
      'package.json': '{"dependencies":{"a":"1"}}',
    },
    { fate: used },
  ),
  files(
    'bun.lock of wrong shapes',
    {
      'bun.lock': '{"workspaces":[1],"packages":{"a":[1],"b":{},"__proto__":["x@1"],},}',
      'package.json': '{"dependencies":{"a":"1","__proto__":"1"}}',
    },
    { fate: used },
  ),
  files(
    'a Prisma schema of 2 MB that never closes',
    {
      'schema.prisma': `${'\n'.repeat(500_000)}${'datasource a {\n generator b { provider = "x" '.repeat(30_000)}`,
    },
    { fate: used },
  ),
  files(
    '.gitignore with patterns that never end',
    {
      '.gitignore': `${'*a'.repeat(500)}b\n${'**/'.repeat(100)}x\n${times(5_000, (index) => `**/n${String(index)}*/**`)}\n`,
      [`${'a'.repeat(200)}.ts`]: call,
    },
    { fate: used },
  ),
];
