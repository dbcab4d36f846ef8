import { describe, expect, it } from 'vitest';
import { assess } from '../../../src/assess.js';
import { fixed, planned } from '../fixed.js';

const MANIFEST = JSON.stringify({
  ...{ name: 'a', type: 'module', private: true },
  dependencies: { '@prisma/client': '^5.0.0', express: '4' },
});

const DB = `import { PrismaClient } from '@prisma/client';

export const prisma = new PrismaClient({ log: ['error'] });
`;
const CALLS = `import { prisma } from './db.js';
export const users = () => prisma.user.findMany();
export const add = (name) => prisma.user.create({ data: { name } });
export const ping = () => prisma.$queryRaw\`select 1\`;
`;
const ROUTES = `import express from 'express';
import * as calls from './calls.js';
express().get('/', calls.users).post('/', calls.add).get('/ping', calls.ping);
`;
const repository = {
  'package.json': MANIFEST,
  'src/db.js': DB,
  'src/calls.js': CALLS,
  'src/routes.js': ROUTES,
};

const HOOK = `.$extends({
  query: {
    $allOperations: ({ operation, args, query }) =>
      prismaPolicy.execute(() => query(args), {
        effect: /^(find|count|aggregate|groupBy)/.test(operation) ? 'read' : 'write',
      }),
  },
})`;

const done = ({ sites }: { readonly sites: readonly { what?: string }[] }) =>
  sites.map(({ what }) => what);

const HOOKED = '$extends of new PrismaClient, all calls run by prismaPolicy';
// No wrap fits a tagged template.
const WRAPPED = ['findMany', 'create'].map((name) => `${name} run by prismaPolicy`);

describe('a client that is extended where it is made', () => {
  it('has all of its queries bounded by the policy, raw ones too', async () => {
    const { text, sites, again, root } = await fixed(repository);
    expect(text('src/db.js')).toBe(
      DB.replace(';\n', `;\nimport { prismaPolicy } from './resilience.js';\n`).replace(
        `['error'] })`,
        `['error'] })${HOOK}`,
      ),
    );
    expect(text('src/calls.js')).toBe(CALLS);
    expect(done({ sites })).toEqual([HOOKED]);
    expect(sites.map(({ calls }) => calls.length)).toEqual([3]);
    expect(again.files).toEqual([]);
    const { calls } = assess({ root, cache: false });
    expect(calls.map(({ protection: { timeout } }) => timeout.status)).toEqual(
      Array(3).fill('bounded'),
    );
  });

  it('is opened and closed as before', async () => {
    const calls = `${CALLS}export const start = () => prisma.$connect();\n`;
    const files = { ...repository, 'src/calls.js': calls };
    expect(done(await planned(files))).toEqual([HOOKED]);
  });

  it('has the policy around an extension of its own', async () => {
    const db = DB.replace(`['error'] })`, `['error'] }).$extends(soft)`).replace(
      'export',
      `const soft = { model: { user: { exists: () => true } } };\nexport`,
    );
    const { text, again } = await fixed({ ...repository, 'src/db.js': db });
    expect(text('src/db.js')).toContain(`${HOOK}.$extends(soft)`);
    expect(again.files).toEqual([]);
  });

  it.each([
    [
      'a batch somewhere',
      {
        'src/batch.js': `export const both = (db) => db.$transaction([db.user.count(), db.user.count()]);\n`,
      },
    ],
    [
      'listeners, which extended clients have none of',
      { 'src/db.js': `${DB}prisma.$on('error', () => process.exit(1));\n` },
    ],
    ['no brackets', { 'src/db.js': DB.replace(/\(\{ log.*\}\)/, '') }],
    ['an unknown version', { 'package.json': MANIFEST.replace('^5.0.0', '*') }],
    ['a version before extensions', { 'package.json': MANIFEST.replace('^5', '^4') }],
  ])('is left as it is with %s', async (_name, files) => {
    const { text, sites } = await fixed({ ...repository, ...files });
    expect(done({ sites })).toEqual(expect.arrayContaining(WRAPPED));
    expect(text('src/db.js')).not.toContain('$extends');
  });
});

const MODEL = `
interface User { findMany(): Promise<string[]>; create(given: object): Promise<string> }
interface Extended { user: User; $queryRaw(text: TemplateStringsArray): Promise<unknown> }
interface Asked { operation: string; args: unknown; query: (args: unknown) => Promise<unknown> }
export declare class PrismaClient {
  constructor(options?: { log?: string[] });
  user: User;
  $queryRaw(text: TemplateStringsArray): Promise<unknown>;
  $on(event: string, listener: () => void): void;
  $extends(given: { query: { $allOperations: (asked: Asked) => Promise<unknown> } }): Extended;
}
`;

/** The same in TypeScript, with its packages installed. */
const typed = {
  'package.json': MANIFEST,
  'tsconfig.json': JSON.stringify({
    compilerOptions: { strict: true, module: 'nodenext', target: 'es2022', types: [] },
    include: ['src'],
  }),
  'node_modules/@prisma/client/package.json':
    '{ "name": "@prisma/client", "version": "5.0.0", "types": "./index.d.ts" }',
  'node_modules/@prisma/client/index.d.ts': MODEL,
  'src/db.ts': DB,
  'src/calls.ts': CALLS.replace('(name)', '(name: string)'),
  'src/main.ts': `import { add, ping, users } from './calls.js';\nvoid users().then(ping).then(() => add('a'));\n`,
};

const taking = `import type { PrismaClient } from '@prisma/client';
import { prisma } from './db.js';
const count = async (db: PrismaClient) => (await db.user.findMany()).length;
export const counted = () => count(prisma);
`;

describe('the other type of an extended client', () => {
  it('is no obstacle where nothing objects to it', async () => {
    const { files } = await planned(typed, { verify: 'types' });
    expect(files.map(({ file }) => file)).toContain('src/db.ts');
  });

  it.each([
    ['another file wants the one before', { 'src/taking.ts': taking }, 'types'],
    [
      'a test wants the one before',
      { 'src/taking.test.ts': taking.replace('(await db.user.findMany()).length', '1') },
      'types',
    ],
    ['nothing is checked', {}, 'parse'],
    [
      'the client has no type at all',
      { 'node_modules/@prisma/client/index.d.ts': 'export declare const PrismaClient: any;\n' },
      'types',
    ],
    [
      'a part of the repository cannot be checked',
      {
        'tools/tsconfig.json': '{ "include": ["."] }',
        'tools/run.ts': `import sharp from 'sharp';\nexport const run = sharp;\n`,
      },
      'types',
    ],
  ] as const)('has each call wrapped where %s', async (_name, added, verify) => {
    const { files, sites } = await planned({ ...typed, ...added }, { verify });
    expect(files.map(({ file }) => file)).not.toContain('src/db.ts');
    expect(done({ sites })).toEqual(expect.arrayContaining(WRAPPED));
  });
});
