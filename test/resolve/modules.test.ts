import { describe, expect, it } from 'vitest';
import { createModuleResolver } from '../../src/resolve/modules/modules.js';
import { repository, resolving } from './given-repository.js';

describe('a relative import', () => {
  const resolve = resolving({
    files: [
      'src/a.ts',
      'src/b.tsx',
      'src/c.mts',
      'src/d.cts',
      'src/e.js',
      'src/f/index.ts',
      'src/g.service.ts',
      'src/h.ts',
      'src/h.js',
      'src/i/lib/main.js',
      'src/j.ts',
      'src/j/index.ts',
      'index.js',
    ],
    setAside: [
      { file: 'src/k.d.ts', reason: 'declaration', resolvable: true },
      { file: 'src/l.ts', reason: 'test', resolvable: false },
      { file: 'src/generated/m.ts', reason: 'generated', resolvable: true },
      { file: 'src/e.d.ts', reason: 'declaration', resolvable: true },
    ],
    packages: [{ dir: 'src/i', main: './lib/main' }],
  });

  it.each([
    ['./a', 'src/a.ts'],
    ['./a.ts', 'src/a.ts'],
    ['./a.js', 'src/a.ts'],
    ['./b.js', 'src/b.tsx'],
    ['./b.jsx', 'src/b.tsx'],
    ['./c.mjs', 'src/c.mts'],
    ['./d.cjs', 'src/d.cts'],
    ['./e', 'src/e.js'],
    ['./e.js', 'src/e.js'],
    ['./f', 'src/f/index.ts'],
    ['./f/', 'src/f/index.ts'],
    ['./f/index.js', 'src/f/index.ts'],
    ['./g.service', 'src/g.service.ts'],
    ['./h.js', 'src/h.ts'],
    ['./i', 'src/i/lib/main.js'],
    ['./j', 'src/j.ts'],
    ['./j/', 'src/j/index.ts'],
    ['./k', 'src/k.d.ts'],
    ['./generated/m', 'src/generated/m.ts'],
    ['..', 'index.js'],
    ['../', 'index.js'],
    ['./a?raw', 'src/a.ts'],
    ['raw-loader!./a', 'src/a.ts'],
    ['./l', 'missing'],
    ['./generated/x', 'missing'],
    ['../../outside', 'missing'],
    ['./a.mjs', 'missing'],
  ])('of %s leads to %s', (specifier, expected) => {
    expect(resolve('src/main.ts', specifier)).toBe(expected);
  });
});

describe('an import of a package', () => {
  const resolve = resolving({
    files: ['src/a.ts', 'services/x/a.ts', 'services/x/config/db.ts', 'src/events/index.ts'],
    packages: [
      { dir: '.', ranges: { axios: '^1' }, versions: { axios: '1.7.0', got: '11.0.0' } },
      {
        dir: 'services/x',
        ranges: { axios: '^0', '@types/aws-lambda': '8' },
        versions: { axios: '0.27.0' },
      },
    ],
  });

  it.each([
    ['axios', 'npm axios||1.7.0'],
    ['axios/lib/core', 'npm axios|lib/core|1.7.0'],
    ['@aws-sdk/client-s3', 'npm @aws-sdk/client-s3||'],
    ['@grpc/grpc-js/build/src', 'npm @grpc/grpc-js|build/src|'],
    ['npm:got@11.0.0', 'npm got||11.0.0'],
    ['https://esm.sh/got@11.0.0?target=deno', 'npm got||11.0.0'],
    ['npm:@acme/shop@2.3.4/money', 'npm @acme/shop|money|2.3.4'],
    ['https://cdn.jsdelivr.net/npm/@acme/shop@2/money', 'npm @acme/shop|money|'],
    ['https://deno.land/std@0.168.0/http/server.ts', 'npm deno.land/std|http/server.ts|'],
    ['@ioc:Adonis/Lucid/Orm', 'npm @ioc:Adonis/Lucid|Orm|'],
    ['constructor', 'npm constructor||'],
    ['http', 'node:http'],
    ['node:http', 'node:http'],
    ['fs/promises', 'node:fs/promises'],
    ['node:sqlite', 'node:sqlite'],
    ['sqlite', 'npm sqlite||'],
    ['events', 'node:events'],
    ['https://deno.land/x/a.ts', 'missing'],
    ['virtual:pwa-register', 'missing'],
    ['@/nowhere', 'missing'],
    ['~/nowhere', 'missing'],
    ['#nowhere', 'missing'],
    ['', 'missing'],
  ])('of %s leads to %s', (specifier, expected) => {
    expect(resolve('src/a.ts', specifier)).toBe(expected);
  });

  it('has the version that the nearest package gets', () => {
    expect(resolve('services/x/a.ts', 'axios')).toBe('npm axios||0.27.0');
    expect(resolve('services/x/a.ts', 'got')).toBe('npm got||11.0.0');
  });

  it('leads to a folder of the package where no package of that name is declared', () => {
    expect(resolve('services/x/a.ts', 'config/db')).toBe('services/x/config/db.ts');
    expect(resolve('src/a.ts', 'config/db')).toBe('npm config|db|');
  });

  it('leads to folders that scripts of the package make importable', () => {
    const started = resolving({
      files: ['index.js', 'lib/models/user.js', 'lib/log.js', 'lib/got.js', 'shared/dates.js'],
      packages: [
        {
          dir: '.',
          scripts: { start: 'NODE_PATH=./lib:shared:/opt/all node index.js', test: 'mocha' },
          ranges: { got: '^11' },
        },
      ],
    });
    expect(started('index.js', 'models/user')).toBe('lib/models/user.js');
    expect(started('lib/models/user.js', 'log')).toBe('lib/log.js');
    expect(started('index.js', 'dates')).toBe('shared/dates.js');
    expect(started('index.js', 'got')).toBe('npm got||');
    expect(started('index.js', 'models/none')).toBe('npm models|none|');
  });
});

describe('an import through compiler paths', () => {
  const resolve = resolving({
    files: [
      'src/users/a.ts',
      'src/shared/log.ts',
      'src/shared/special/x.ts',
      'override/x.ts',
      'gen/api.ts',
      'src/app.module.ts',
      'apps/one/local.ts',
      'apps/one/main.ts',
      'src/axios.ts',
    ],
    packages: [{ dir: '.', ranges: { redis: '4' } }],
    tsconfigs: [
      { dir: 'apps/one', pathsDir: 'apps/one', paths: { '@/*': ['./*'] } },
      {
        dir: '.',
        baseDir: 'src',
        pathsDir: 'src',
        paths: {
          '*': ['../nowhere/*'],
          '@shared/*': ['shared/*'],
          '@shared/special/*': ['../override/*', 'shared/special/*'],
          '@api': ['../absent.ts', '../gen/api.ts'],
          '@users/*/service': ['users/*'],
        },
      },
    ],
  });

  it.each([
    ['src/users/a.ts', '@shared/log', 'src/shared/log.ts'],
    ['src/users/a.ts', '@shared/special/x', 'override/x.ts'],
    ['src/users/a.ts', '@api', 'gen/api.ts'],
    ['src/users/a.ts', '@users/a/service', 'src/users/a.ts'],
    ['src/users/a.ts', 'app.module', 'src/app.module.ts'],
    ['src/users/a.ts', 'shared/log.js', 'src/shared/log.ts'],
    ['apps/one/main.ts', '@/local', 'apps/one/local.ts'],
    ['apps/one/main.ts', '@shared/log', 'src/shared/log.ts'],
    ['src/users/a.ts', 'redis', 'npm redis||'],
    ['src/users/a.ts', 'generated/client', 'missing'],
    ['src/users/a.ts', 'cloudflare:workers', 'npm cloudflare:workers||'],
    ['src/users/a.ts', '.prisma/client/edge', 'npm .prisma/client|edge|'],
  ])('in %s of %s leads to %s', (from, specifier, expected) => {
    expect(resolve(from, specifier)).toBe(expected);
  });
});

describe('an alias that only a bundler knows', () => {
  const resolve = resolving({
    files: ['web/src/api/client.ts', 'web/lib/db.ts', 'app/models/user.ts'],
    packages: [{ dir: '.' }, { dir: 'web' }],
  });

  it.each([
    ['web/src/main.ts', '@/api/client', 'web/src/api/client.ts'],
    ['web/src/main.ts', '~/lib/db', 'web/lib/db.ts'],
    ['web/src/main.ts', '/src/api/client', 'web/src/api/client.ts'],
    ['app/main.ts', '~/models/user', 'app/models/user.ts'],
  ])('in %s of %s leads to %s', (from, specifier, expected) => {
    expect(resolve(from, specifier)).toBe(expected);
  });
});

describe('a private import', () => {
  const resolve = resolving({
    files: ['src/db.ts', 'src/lib/log.ts', 'src/a.ts'],
    packages: [
      {
        dir: '.',
        versions: { ioredis: '5.0.0' },
        imports: {
          '#db': './dist/db.js',
          '#lib/*.js': { types: './absent.d.ts', default: './src/lib/*.ts' },
          '#redis': 'ioredis',
          '#circle': '#circle',
        },
      },
    ],
    tsconfigs: [{ dir: '.', pathsDir: '.', paths: { '#alias/*': ['src/*'] } }],
  });

  it.each([
    ['#db', 'src/db.ts'],
    ['#lib/log.js', 'src/lib/log.ts'],
    ['#redis', 'npm ioredis||5.0.0'],
    ['#alias/a', 'src/a.ts'],
    ['#circle', 'missing'],
    ['#absent', 'missing'],
  ])('of %s leads to %s', (specifier, expected) => {
    expect(resolve('src/a.ts', specifier)).toBe(expected);
  });
});

describe("an import of one of the repository's own packages", () => {
  const resolve = resolving({
    files: [
      'packages/built/src/index.ts',
      'packages/built/src/deep/x.ts',
      'packages/built/src/cli.ts',
      'packages/plain/src/index.ts',
      'packages/plain/helpers.js',
      'packages/main/lib/entry.js',
      'packages/esm/src/index.ts',
      'packages/esm/fallback.ts',
      'packages/typed/index.js',
      'services/a/src/main.ts',
    ],
    setAside: [
      { file: 'packages/typed/index.d.ts', reason: 'declaration', resolvable: true },
      { file: 'packages/client/generated/index.ts', reason: 'generated', resolvable: true },
    ],
    packages: [
      { dir: '.', name: 'whole' },
      {
        dir: 'packages/built',
        name: '@acme/built',
        exports: {
          '.': { types: './dist/index.d.ts', import: './dist/index.js' },
          './*': { require: './dist/cjs/deep/*.cjs', import: './dist/esm/deep/*.js' },
          './cli': './dist/cli.mjs',
          './hidden': null,
        },
      },
      { dir: 'packages/plain', name: 'plain' },
      { dir: 'packages/main', name: 'main-only', main: 'lib/entry' },
      { dir: 'packages/esm', name: 'esm', exports: ['./dist/index.js', './fallback.js'] },
      {
        dir: 'packages/typed',
        name: 'typed',
        exports: { types: './index.d.ts', default: './index.js' },
      },
      { dir: 'packages/client', name: '@acme/client', main: 'generated/index.js' },
      { dir: 'packages/unbuilt', name: 'unbuilt', main: 'dist/index.js' },
    ],
  });

  it.each([
    ['@acme/built', 'packages/built/src/index.ts'],
    ['@acme/built/x', 'packages/built/src/deep/x.ts'],
    ['@acme/built/cli', 'packages/built/src/cli.ts'],
    ['@acme/built/src/deep/x', 'packages/built/src/deep/x.ts'],
    ['plain', 'packages/plain/src/index.ts'],
    ['plain/helpers', 'packages/plain/helpers.js'],
    ['main-only', 'packages/main/lib/entry.js'],
    ['esm', 'packages/esm/src/index.ts'],
    ['typed', 'packages/typed/index.js'],
    ['@acme/client', 'packages/client/generated/index.ts'],
    ['unbuilt', 'npm unbuilt||'],
  ])('of %s leads to %s', (specifier, expected) => {
    expect(resolve('services/a/src/main.ts', specifier)).toBe(expected);
  });

  it('works from inside the package too', () => {
    expect(resolve('packages/built/src/cli.ts', '@acme/built')).toBe('packages/built/src/index.ts');
  });
});

describe('the resolver', () => {
  it('gives the same answer object for the same question in one folder', () => {
    const resolver = createModuleResolver(repository({ files: ['src/a.ts', 'src/b.ts'] }));
    const first = resolver.resolve('src/a.ts', './b');
    expect(resolver.resolve('src/b.ts', './b')).toBe(first);
  });
});
