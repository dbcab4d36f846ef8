import { describe, expect, it } from 'vitest';
import { assess } from '../../../src/assess.js';
import { fixed, planned } from '../fixed.js';

const only = ['add-acquire-timeout'];

const routes = `import express from 'express';
import { load } from './db.js';
express().get('/', load);
`;

interface Case {
  readonly made: string;
  readonly call: string;
  readonly dependencies: Readonly<Record<string, string>>;
}

const repositoryOf = ({ made, call, dependencies }: Case) => ({
  'package.json': JSON.stringify({
    ...{ name: 'a', type: 'module', private: true },
    dependencies: { ...dependencies, express: '4' },
  }),
  'src/db.ts': `${made}export const load = () => ${call};\n`,
  'src/routes.ts': routes,
});

const pg = (made: string): Case => ({
  made: `import { Pool } from 'pg';\nconst pool = ${made};\n`,
  call: `pool.query('select 1')`,
  dependencies: { pg: '^8.13.0' },
});

const source = (type: string): Case => ({
  made: `import { DataSource } from 'typeorm';\nconst db = new DataSource({ type: '${type}' });\n`,
  call: `db.query('select 1')`,
  dependencies: { typeorm: '^0.3.23' },
});

const mongo = (more = ''): Case => ({
  made: `import { MongoClient } from 'mongodb';\nconst db = new MongoClient('mongodb://db'${more});\n`,
  call: `db.db('a').collection('b').findOne({})`,
  dependencies: { mongodb: '^6.0.0' },
});

describe('the wait for a connection of a pool', () => {
  it.each([
    ['pg', pg('new Pool({ max: 20 })'), 'new Pool({ max: 20, connectionTimeoutMillis: 2000 })'],
    ['pg without options', pg('new Pool()'), 'new Pool({ connectionTimeoutMillis: 2000 })'],
    ['mongodb', mongo(), `new MongoClient('mongodb://db', { waitQueueTimeoutMS: 2000 })`],
    [
      'typeorm',
      source('postgres'),
      `{ type: 'postgres', extra: { connectionTimeoutMillis: 2000 } }`,
    ],
  ])('is bounded where the pool of %s is made', async (_name, files, expected) => {
    const { text, again, root } = await fixed(repositoryOf(files), { only });
    expect(text('src/db.ts')).toContain(expected);
    expect(again.files).toEqual([]);
    const { pools } = assess({ root, cache: false });
    expect(pools.map(({ acquireMs }) => acquireMs)).toEqual([2000]);
  });

  it.each([
    ['the figure that is asked for', { acquire: 700, all: 50 }, 700],
    ['no longer than anything else', { all: 50 }, 50],
    ['no longer for a query that may take longer', { all: 60_000 }, 2000],
  ])('is %s', async (_name, limits, ms) => {
    const files = repositoryOf(pg('new Pool({ max: 20 })'));
    const { text } = await fixed(files, { only, limits });
    expect(text('src/db.ts')).toContain(`connectionTimeoutMillis: ${String(ms)} }`);
  });

  it('is bounded beside the answer where both have room', async () => {
    const files = repositoryOf(pg('new Pool({ max: 20 })'));
    const { text, again } = await fixed(files, { only: [...only, 'add-timeout'] });
    expect(text('src/db.ts')).toContain('query_timeout: 30000, statement_timeout: 30000');
    expect(text('src/db.ts')).toContain('connectionTimeoutMillis: 2000');
    expect(again.files).toEqual([]);
  });

  it.each([
    ['brackets', pg('new Pool()')],
    ['an argument', mongo()],
  ])('has to wait for a second run where there is room for one alone: %s', async (_name, files) => {
    const wishes = { only: [...only, 'add-timeout'] };
    const { text, sites, again } = await fixed(repositoryOf(files), wishes);
    expect(text('src/db.ts')).toMatch(/query_timeout|socketTimeoutMS/);
    expect(sites.flatMap(({ reason }) => reason ?? [])).toEqual(['overlap']);
    expect(again.sites.map(({ codemod, applied }) => [codemod, applied])).toEqual([
      [...only, true],
    ]);
  });

  it.each([
    ['the driver has no such option', source('mysql'), 'no-native-option'],
    [
      'either of two calls may take the options',
      {
        made: `import library from 'pg-promise';\nconst db = library()({ host: 'db' });\n`,
        call: `db.any('select 1')`,
        dependencies: { 'pg-promise': '^11.0.0' },
      },
      'options-place-unclear',
    ],
    [
      'the client has none',
      {
        made: `import mysql from 'mysql2/promise';\nconst db = mysql.createPool({ host: 'db' });\n`,
        call: `db.query('select 1')`,
        dependencies: { mysql2: '^3.0.0' },
      },
      'no-native-option',
    ],
  ])('is left as it is where %s', async (_name, files, reason) => {
    const { sites, files: edited } = await planned(repositoryOf(files), { only });
    expect(edited).toEqual([]);
    expect(sites.map((site) => site.reason)).toEqual([reason]);
  });
});

describe('a bound of a client', () => {
  it('is set where the client is made, and not on what is nearer', async () => {
    const { text } = await fixed(repositoryOf(mongo()), { only: ['add-timeout'] });
    expect(text('src/db.ts')).toContain(`db', { socketTimeoutMS: 30000 })`);
  });

  it('is no option of another driver', async () => {
    const files = repositoryOf(source('postgres'));
    const { text } = await fixed(files, { only: ['add-timeout'] });
    expect(text('src/db.ts')).toMatch(/extra: \{ query_timeout: 30000, statement_timeout: \d+ \}/);
  });
});
