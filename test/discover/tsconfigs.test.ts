import { describe, expect, it } from 'vitest';
import { repositoryOf } from './repository-of.js';

describe('compiler configurations', () => {
  it('are read with comments and trailing commas', () => {
    const { tsconfigs, failed } = repositoryOf({
      'tsconfig.json': `\uFEFF{
        // the sources
        "compilerOptions": {
          "baseUrl": "./src/", /* all of them */
          "paths": { "@/*": ["*", "gen/*",], "https://x": ["a//b"] },
        },
      }`,
    });
    expect(failed).toEqual([]);
    expect(tsconfigs).toEqual([
      {
        dir: '.',
        file: 'tsconfig.json',
        baseDir: 'src',
        pathsDir: 'src',
        paths: { '@/*': ['*', 'gen/*'], 'https://x': ['a//b'] },
      },
    ]);
  });

  it('stand beside the aliases that packages make at run time', () => {
    const { tsconfigs } = repositoryOf({
      'package.json': '{"_moduleAliases": {"@root": ".", "@data": "./lib/data", "@no": 1}}',
      'api/package.json': '{}',
    });
    expect(tsconfigs).toEqual([
      {
        dir: '.',
        file: 'package.json',
        pathsDir: '.',
        paths: {
          '@root': ['.'],
          '@root/*': ['./*'],
          '@data': ['./lib/data'],
          '@data/*': ['./lib/data/*'],
        },
      },
    ]);
  });

  it('take over what they extend, relative to where it was written', () => {
    const { tsconfigs } = repositoryOf({
      'base.json': '{"compilerOptions": {"paths": {"~/*": ["./lib/*"]}}}',
      'other.json': '{"compilerOptions": {"baseUrl": "other"}}',
      'apps/a/tsconfig.json': '{"extends": ["../../base", "../../other.json", "@tsconfig/node20"]}',
      'apps/b/tsconfig.json':
        '{"extends": "../../base.json", "compilerOptions": {"paths": {"b": ["./b.ts"]}}}',
    });
    expect(tsconfigs).toEqual([
      {
        dir: 'apps/a',
        file: 'apps/a/tsconfig.json',
        baseDir: 'other',
        pathsDir: 'other',
        paths: { '~/*': ['./lib/*'] },
      },
      { dir: 'apps/b', file: 'apps/b/tsconfig.json', pathsDir: 'apps/b', paths: { b: ['./b.ts'] } },
    ]);
  });

  it('put the folder that asks in the place of ${configDir}', () => {
    const { tsconfigs } = repositoryOf({
      'base.json': '{"compilerOptions": {"baseUrl": "${configDir}/src"}}',
      'a/tsconfig.json': '{"extends": "../base.json"}',
    });
    expect(tsconfigs[0]?.baseDir).toBe('a/src');
  });

  it('come deepest first, and in a folder the one editors read first', () => {
    const { tsconfigs } = repositoryOf({
      'tsconfig.build.json': '{}',
      'tsconfig.json': '{}',
      'jsconfig.json': '{}',
      'a/b/tsconfig.json': '{}',
      'a/tsconfig.app.json': '{}',
    });
    expect(tsconfigs.map(({ file }) => file)).toEqual([
      'a/b/tsconfig.json',
      'a/tsconfig.app.json',
      'tsconfig.json',
      'jsconfig.json',
      'tsconfig.build.json',
    ]);
  });

  it('that extend one another in a circle are a failure and still count', () => {
    const { tsconfigs, failed } = repositoryOf({
      'tsconfig.json': '{"extends": "./other.json", "compilerOptions": {"baseUrl": "src"}}',
      'other.json': '{"extends": "./tsconfig.json"}',
    });
    expect(failed).toEqual([{ file: 'tsconfig.json', message: 'extends itself' }]);
    expect(tsconfigs[0]?.baseDir).toBe('src');
  });

  it('are a failure, once, where the file they extend is broken or absent', () => {
    const { failed } = repositoryOf({
      'broken.json': '{ "compilerOptions": ',
      'a/tsconfig.json': '{"extends": "../broken.json"}',
      'b/tsconfig.json': '{"extends": "../broken.json"}',
      'c/tsconfig.json': '{"extends": "../absent.json"}',
    });
    expect(failed).toEqual([
      { file: 'broken.json', line: 1, column: 22, message: 'no valid JSON: unexpected end' },
      { file: 'c/tsconfig.json', message: 'extends ../absent.json, which is not there' },
    ]);
  });

  it('need not find what lies outside, is installed or is made by a framework', () => {
    const { failed } = repositoryOf({
      'a/tsconfig.json': '{"extends": "../../outside.json"}',
      'b/tsconfig.json': '{"extends": "./.nuxt/tsconfig.json"}',
      'c/tsconfig.json': '{"extends": "./node_modules/preset/tsconfig"}',
      'd/tsconfig.json': '{"extends": "preset"}',
    });
    expect(failed).toEqual([]);
  });
});
