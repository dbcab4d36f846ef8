import { spawnSync } from 'node:child_process';
import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { assess } from '../../../src/assess.js';
import type { FixOptions } from '../../../src/fix.js';
import { shippedRules } from '../../../src/io/rule-pack.js';
import { temporaryTree, writeTree } from '../../io/temporary-tree.js';
import { fixed, planned } from '../fixed.js';
import { requestTo } from './request-to.js';

type Files = Readonly<Record<string, string>>;

const CLIENT = `import Redis from 'ioredis';\nconst redis = new Redis({ commandTimeout: 500 });\n`;
const LOAD = `export const load = async (id) => (await redis.get(id)) ?? 'from the source';\n`;
const SAVE = `export const save = async (id) => await redis.set(id, 'one');\n`;
const FILE = 'src/users.js';
const MODULE = 'src/resilience.js';

const service = (users: string, more: Files = {}): Files => ({
  'package.json': JSON.stringify({
    ...{ name: 'a', type: 'module' },
    dependencies: { express: '4', ioredis: '5.4.0', '@resilint/runtime': '0.1.0' },
  }),
  [FILE]: users,
  'src/main.js': requestTo('./users.js', users),
  ...more,
});

/** Ids of the findings that ask for fallbacks. */
const idsOf = async (files: Files): Promise<readonly string[]> =>
  (await planned(files, { only: ['add-fallback'] })).sites.flatMap(({ findings }) => findings);

const answered = async (files: Files, wishes: Partial<FixOptions> = {}) =>
  fixed(files, {
    unsafe: false,
    ...wishes,
    only: [...(await idsOf(files)), ...(wishes.only ?? [])],
  });

const skeleton = (name = 'redisPolicy'): string => `
export const ${name} = compose(
  // Return what callers get where all else has failed. Until then they get the error, as before.
  fallback({
    name: 'redis',
    handler: (error) => {
      throw error;
    },
  }),
  policyFor('redis', 'database', {
    timeout: false,
    retry: false,
    breaker: false,
    bulkhead: false,
  }),
);
`;

describe('a place for a fallback', () => {
  it('is made for those who name the finding, and for nobody else', async () => {
    const plan = await planned(service(CLIENT + LOAD), { only: ['add-fallback'] });
    expect(plan.files).toEqual([]);
    expect(plan.sites).toMatchObject([
      {
        ...{ codemod: 'add-fallback', safety: 'suggestion', reason: 'answer-to-write' },
        what: 'get run by redisPolicy, whose fallback is yours to write',
      },
    ]);
  });

  it('is around the policy of the dependency, and around reads alone', async () => {
    const { root, text, again } = await answered(service(CLIENT + LOAD + SAVE));
    expect(text(FILE)).toContain('(await redisPolicy.execute(() => redis.get(id))) ??');
    expect(text(FILE)).toContain(`await redis.set(id, 'one');`);
    expect(text(MODULE)?.split('\n').slice(3).join('\n')).toBe(
      `import { compose, fallback, policyFor } from '@resilint/runtime';\n${skeleton()}`,
    );
    expect(again.files).toEqual([]);
    expect(again.sites).toMatchObject([{ safety: 'refused', reason: 'own-policy' }]);
    const { calls, findings } = assess({ root, cache: false });
    // What is not written yet is no fallback.
    expect(calls.map(({ protection }) => protection.fallback.status)).toEqual(['no', 'no']);
    expect(findings.map(({ rule }) => rule)).toContain('missing-fallback');
  });

  it('is found once something is written in it', async () => {
    const { root, text } = await answered(service(CLIENT + LOAD));
    const written = text(MODULE)?.replace('throw error;', `console.warn(error);\n return null;`);
    writeTree(root, { [MODULE]: written ?? '' });
    const { calls, findings } = assess({ root, cache: false });
    expect(calls[0]?.protection.fallback.status).toBe('yes');
    expect(findings.filter(({ rule }) => /fallback|failure/.test(rule))).toEqual([]);
  });

  it('shares the policy with a breaker of the same run', async () => {
    const { rules } = shippedRules();
    const anywhere = rules.map((rule) =>
      rule.id === 'missing-breaker' ? { ...rule, when: 'dependency.kind == "cache"' } : rule,
    );
    const { root, text } = await answered(service(CLIENT + LOAD + SAVE), {
      ...{ only: ['add-breaker'], unsafe: true, rules: { ...shippedRules(), rules: anywhere } },
    });
    expect(text(MODULE)).toContain(
      skeleton().replace('    breaker: false,\n', '').replace('\nexport', 'export'),
    );
    const { calls } = assess({ root, cache: false });
    expect(calls.map(({ protection }) => protection.breaker.status)).toEqual(['yes', 'yes']);
  });
});

describe('a file of policies that is there already', () => {
  const other = `export const usersPolicy = policyFor('users', 'external-api');\n`;
  const withModule = (text: string) => answered(service(CLIENT + LOAD, { [MODULE]: text }));

  it('imports what it needs beside what it has', async () => {
    const { text, again } = await withModule(
      `import {\n  policyFor, // ours\n} from '@resilint/runtime';\n${other}`,
    );
    expect(text(MODULE)).toBe(
      `import {\n  compose,\n  fallback,\n  policyFor, // ours\n} from '@resilint/runtime';\n${other}${skeleton()}`,
    );
    expect(again.files).toEqual([]);
  });

  it.each([
    {
      how: 'by other names where those are taken',
      module: `import { policyFor } from '@resilint/runtime';\nconst fallback = 1;\nexport { fallback };\n${other}`,
      imported: `{ policyFor, compose, fallback as fallback2 }`,
      used: '  fallback2({\n',
    },
    {
      how: 'by the names that it has them by',
      module: `import { compose as together, fallback, policyFor } from '@resilint/runtime';\n${other}`,
      imported: '{ compose as together, fallback, policyFor }',
      used: 'redisPolicy = together(\n',
    },
    {
      how: 'on a line of its own where all of the library is imported',
      module: `import * as runtime from '@resilint/runtime';\nconst { policyFor } = runtime;\n${other}`,
      imported: `'@resilint/runtime';\nimport { compose, fallback } from '@resilint/runtime';\nconst`,
      used: skeleton(),
    },
  ])('imports what it needs $how', async ({ module, imported, used }) => {
    const { text, again } = await withModule(module);
    expect(text(MODULE)).toContain(imported);
    expect(text(MODULE)).toContain(used);
    expect(again.files).toEqual([]);
  });

  it('requires it where it is CommonJS, with its own line ends', async () => {
    const commonjs = service(
      `const Redis = require('ioredis');\r\nconst redis = new Redis({ commandTimeout: 500 });\r\nexports.load = async (id) => (await redis.get(id)) ?? 'x';\r\n`,
      {
        'package.json': '{ "name": "a", "dependencies": { "ioredis": "5.4.0" } }',
        'src/main.js': `const express = require('express');\nconst { load } = require('./users.js');\nexpress().get('/', load);\n`,
        [MODULE]: `const { policyFor } = require("@resilint/runtime")\r\nexports.a = policyFor("a", "database")\r\n`,
      },
    );
    const { text, again } = await answered(commonjs);
    const added = text(MODULE)?.split('\r\n');
    expect(added?.slice(0, 5)).toEqual([
      'const { policyFor, compose, fallback } = require("@resilint/runtime")',
      'exports.a = policyFor("a", "database")',
      '',
      'module.exports.redisPolicy = compose(',
      '  // Return what callers get where all else has failed. Until then they get the error, as before.',
    ]);
    expect(added).toContain('      throw error');
    expect(text(MODULE)).not.toMatch(/[^\r]\n/);
    expect(again.files).toEqual([]);
  });

  it('keeps the policy of the dependency as it is', async () => {
    const own = `import { policyFor } from '@resilint/runtime';\nexport const redisPolicy = policyFor('redis', 'database');\n`;
    const { files, sites } = await withModule(own);
    expect(files).toEqual([]);
    expect(sites).toMatchObject([{ safety: 'refused', reason: 'own-policy' }]);
  });

  it('is known to have a policy that is composed', async () => {
    const own = `import { compose, fallback, policyFor } from '@resilint/runtime';\n${skeleton('cachePolicy')}`;
    const { files, sites } = await withModule(own);
    expect(files).toEqual([]);
    expect(sites).toMatchObject([{ reason: 'own-policy' }]);
  });
});

/** A cache that is down, and what somebody sees who asks it. */
const broken = service(CLIENT + LOAD, {
  'package.json': '{ "name": "a", "type": "module", "dependencies": { "ioredis": "5.4.0" } }',
  'node_modules/ioredis/package.json':
    '{ "name": "ioredis", "version": "5.4.0", "type": "module", "exports": "./index.js" }',
  'node_modules/ioredis/index.js': `export class Down extends Error {}
export default class Redis {
  async get(id) {
    if (id === 'held') return 'from the cache';
    throw new Down('is down');
  }
}\n`,
});

const ASK = `import { Down } from 'ioredis';
import { load } from './users.js';
for (const id of ['held', 'missing'])
  console.log(await load(id).catch((error) => [error instanceof Down, error.message].join(' ')));\n`;

it('changes nothing that callers see before something is written in it', async () => {
  const root = temporaryTree({ ...broken, 'src/ask.js': ASK });
  const ask = (): string => {
    const { stdout, stderr } = spawnSync(process.execPath, [join(root, 'src/ask.js')]);
    return stdout.toString() + stderr.toString();
  };
  expect(ask()).toBe('from the cache\ntrue is down\n');
  const { files } = await planned(broken, {
    ...{ only: await idsOf(broken), vendor: true, verify: 'types' },
  });
  writeTree(root, Object.fromEntries(files.map(({ file, after }) => [file, after])));
  mkdirSync(join(root, 'node_modules/@resilint'), { recursive: true });
  symlinkSync(join(root, 'vendor/resilint-runtime'), join(root, 'node_modules/@resilint/runtime'));
  expect(ask()).toBe('from the cache\ntrue is down\n');
  const module = files.find(({ file }) => file === MODULE)?.after ?? '';
  writeTree(root, { [MODULE]: module.replace('throw error;', 'return null;') });
  expect(ask()).toBe('from the cache\nfrom the source\n');
});

it('compiles under the types of the runtime library', async () => {
  const { 'package.json': manifest } = service('');
  const typed = {
    'package.json': manifest ?? '',
    'tsconfig.json': JSON.stringify({
      compilerOptions: { ...{ strict: true, module: 'nodenext', target: 'es2022' }, types: [] },
      include: ['src/*.ts'],
    }),
    'node_modules/ioredis/package.json':
      '{ "name": "ioredis", "version": "5.4.0", "type": "module", "types": "./index.d.ts" }',
    'node_modules/ioredis/index.d.ts':
      'export default class Redis { constructor(options: object); get(id: string): Promise<string | null>; }',
    'src/main.ts': `import express from 'express';\nimport { load } from './users.js';\nexpress().get('/', (request) => load(request.url));\n`,
    'src/users.ts': `import Redis from 'ioredis';
const redis = new Redis({ commandTimeout: 500 });
export async function load(id: string): Promise<string> {
  const held = await redis.get(id);
  return held === null ? 'from the source' : held.toUpperCase();
}\n`,
  };
  const { files, notes, sites } = await planned(typed, {
    ...{ only: await idsOf(typed), vendor: true, verify: 'types' },
  });
  expect(notes.filter((note) => note.includes('types were not checked'))).toEqual([]);
  expect(sites).toMatchObject([{ safety: 'suggestion', applied: true }]);
  expect(files.find(({ file }) => file === 'src/resilience.ts')?.after).toContain('compose(');
});
