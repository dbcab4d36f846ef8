import { describe, expect, it } from 'vitest';
import { repositoryOf } from './repository-of.js';

describe('packages', () => {
  it('are all folders with a package.json, the root first whether it has one or not', () => {
    const { packages, sources } = repositoryOf({
      'services/a/package.json': '{"name": "@acme/a", "main": "dist/index.js"}',
      'services/a/src/index.ts': '',
      'services/a/src/deep/x.ts': '',
      'services/shared.ts': '',
      '-first/package.json': '{}',
    });
    expect(packages.map(({ dir, name, main }) => ({ dir, name, main }))).toEqual([
      { dir: '.', name: undefined, main: undefined },
      { dir: '-first', name: undefined, main: undefined },
      { dir: 'services/a', name: '@acme/a', main: 'dist/index.js' },
    ]);
    expect(sources.map(({ file, packageDir }) => [file, packageDir])).toEqual([
      ['services/a/src/deep/x.ts', 'services/a'],
      ['services/a/src/index.ts', 'services/a'],
      ['services/shared.ts', '.'],
    ]);
  });

  it('say what they export and import as it is written', () => {
    const manifest = {
      name: 'x',
      module: 'esm.js',
      typings: 'types.d.ts',
      exports: { '.': { import: './a.js', require: null }, './b': ['./b.js'] },
      imports: { '#db': './src/db.js' },
    };
    const { packages } = repositoryOf({ 'package.json': JSON.stringify(manifest) });
    expect(packages).toEqual([
      {
        dir: '.',
        name: 'x',
        private: true,
        module: 'esm.js',
        types: 'types.d.ts',
        exports: manifest.exports,
        imports: manifest.imports,
        commands: {},
        scripts: {},
        ranges: {},
        versions: {},
      },
    ]);
  });

  it('hold the ranges of every kind of dependency, the one needed to run winning', () => {
    const { packages } = repositoryOf({
      'package.json': JSON.stringify({
        dependencies: { axios: '^1.0.0' },
        devDependencies: { vitest: '^4.0.0', axios: '^0.2.0' },
        peerDependencies: { react: '>=18' },
        optionalDependencies: { fsevents: '2' },
      }),
    });
    expect(packages[0]?.ranges).toEqual({
      axios: '^1.0.0',
      vitest: '^4.0.0',
      react: '>=18',
      fsevents: '2',
    });
  });

  it('have no dependency on what every JavaScript object has', () => {
    const { packages } = repositoryOf({ 'package.json': '{}' });
    expect(packages[0]?.ranges['constructor']).toBeUndefined();
    expect(packages[0]?.versions['constructor']).toBeUndefined();
  });

  it('that cannot be read are one failure each, with the place, and the others count', () => {
    const { packages, failed } = repositoryOf({
      'a/package.json': '{\n  "name": "a",\n  "version": oops\n}',
      'b/package.json': '{"name": "b"}',
      'c/package.json': '[]',
    });
    expect(failed).toEqual([
      { file: 'a/package.json', line: 3, column: 14, message: 'no valid JSON: unexpected text' },
      { file: 'c/package.json', message: 'holds no JSON object' },
    ]);
    expect(packages.map(({ dir }) => dir)).toEqual(['.', 'b']);
  });

  it('of test data and examples are not parts of the system', () => {
    const { packages, failed } = repositoryOf({
      'test/fixtures/broken/package.json': '{',
      'examples/one/package.json': '{"name": "axios"}',
      'services/a/package.json': '{}',
      'services/a/examples/two/package.json': '{"name": "express"}',
    });
    expect(failed).toEqual([]);
    expect(packages.map(({ dir }) => dir)).toEqual(['.', 'services/a']);
  });
});

describe('data files', () => {
  it('are the Prisma schemas', () => {
    const { dataFiles } = repositoryOf({
      'prisma/schema.prisma': '',
      'prisma/models/user.prisma': '',
      'a.ts': '',
    });
    expect(dataFiles).toEqual(['prisma/models/user.prisma', 'prisma/schema.prisma']);
  });

  it('are published where package.json has what others need to import them', () => {
    const named = { name: 'users', version: '1.0.0' };
    const manifests = {
      'a/package.json': { ...named, main: 'dist/index.js' },
      'b/package.json': { ...named, exports: { '.': './dist/index.js' } },
      'c/package.json': { ...named, types: 'index.d.ts', scripts: { start: 'tsdx watch' } },
      'd/package.json': { ...named, main: 'index.js', private: true },
      'e/package.json': { ...named, bin: 'cli.js' },
      'f/package.json': { name: 'users', main: 'index.js' },
      'g/package.json': { ...named, main: 'index.js', scripts: { start: 'node index.js' } },
    };
    const { packages } = repositoryOf(
      Object.fromEntries(
        Object.entries(manifests).map(([file, content]) => [file, JSON.stringify(content)]),
      ),
    );
    expect(packages.filter(({ published }) => published).map(({ dir }) => dir)).toEqual([
      'a',
      'b',
      'c',
    ]);
  });

  it('are never published where they cannot be, or are run and offer nothing', () => {
    const named = { name: 'users', version: '1.0.0' };
    const start = { scripts: { start: 'node dist/server.js' } };
    const manifests = {
      'a/package.json': { ...named, private: true },
      'b/package.json': { name: 'users', types: 'index.d.ts' },
      'c/package.json': { ...named, ...start, main: 'index.js' },
      'd/package.json': { ...named, scripts: { deploy: 'wrangler deploy' } },
      'e/package.json': named,
      'f/package.json': { ...named, ...start, files: ['dist'] },
      'g/package.json': { ...named, ...start, exports: './dist/index.js' },
      'h/package.json': { ...named, main: 'index.js', scripts: { dev: 'tsc -w' } },
    };
    const { packages } = repositoryOf(
      Object.fromEntries(
        Object.entries(manifests).map(([file, content]) => [file, JSON.stringify(content)]),
      ),
    );
    const unpublished = packages.filter((one) => one.private).map(({ dir }) => dir);
    expect(unpublished).toEqual(['a', 'b', 'c', 'd']);
  });
});
