import { describe, expect, it } from 'vitest';
import { assess } from '../../src/assess.js';
import { completedBy, packageOf } from './completed.js';
import { fixed, planned } from './fixed.js';

type Files = Readonly<Record<string, string>>;

const completed = (files: Files) => completedBy('add-readiness', files);

const EXPRESS = `import express from 'express';\nconst app = express();\n`;
const POOL = (options: string): string =>
  `import { Pool } from 'pg';\nconst pool = new Pool(${options});\n`;
const BOUNDED = '{ query_timeout: 1000, statement_timeout: 1000, connectionTimeoutMillis: 500 }';
const ORDERS = `app.get('/orders', async (_request, response) => { response.json((await pool.query('select 1')).rows); });\n`;
const PLAIN = `app.get('/orders', (_request, response) => { response.json([]); });\n`;
const LISTEN = `app.listen(3000);\n`;

const route = (check: string): string =>
  [
    `app.get('/readyz', async (_request, response) => {`,
    `  try {`,
    `    ${check}`,
    `    response.json({ status: 'ready' });`,
    `  } catch {`,
    `    response.status(503).json({ status: 'unavailable' });`,
    `  }`,
    `});`,
    ``,
  ].join('\n');

const TO_WRITE = '// Ask here, within a bound, what requests cannot be answered without.';

const service = (text: string): Files => ({
  'package.json': packageOf('express', 'pg'),
  'src/app.js': text,
});

const readinessIn = (root: string) =>
  assess({ root, cache: false }).services.map(({ readiness: { status } }) => status);

describe('a readiness endpoint', () => {
  it('asks the database that the file knows, within the bound of its client', async () => {
    const before = `${POOL(BOUNDED)}${EXPRESS}`;
    const { text, root, again } = await completed(service(before + ORDERS + LISTEN));
    expect(text('src/app.js')).toBe(
      before + route("await pool.query('SELECT 1');") + ORDERS + LISTEN,
    );
    expect(readinessIn(root)).toEqual(['yes']);
    expect(again.files).toEqual([]);
  });

  it.each([
    ['the database may hang', POOL(''), ORDERS],
    ['the file knows none', '', PLAIN],
    [
      'only a function knows it',
      `import { Pool } from 'pg';\n`,
      ORDERS.replace('{ response', `{ const pool = new Pool(${BOUNDED}); response`),
    ],
  ])('leaves it to people what to ask where %s', async (_name, client, orders) => {
    const before = `${client}${EXPRESS}`;
    const { text, root, sites } = await completed(service(before + orders + LISTEN));
    expect(text('src/app.js')).toBe(before + route(TO_WRITE) + orders + LISTEN);
    expect(readinessIn(root)).toEqual(['partial']);
    expect(sites).toMatchObject([
      { safety: 'suggestion', why: 'it asks none of its dependencies yet' },
    ]);
  });

  it('is made for those who name the finding, and for nobody else', async () => {
    const files = service(EXPRESS + PLAIN + LISTEN);
    const plan = await planned(files, { only: ['missing-readiness-check'] });
    expect(plan.files).toEqual([]);
    expect(plan.sites).toMatchObject([
      {
        ...{ codemod: 'add-readiness', safety: 'suggestion', reason: 'route-to-place' },
        what: 'GET /readyz of express, before GET /orders',
      },
    ]);
  });

  it.each([
    {
      ...{ name: 'fastify', packages: ['fastify'] },
      before: `import fastify from 'fastify';\nexport const app = fastify();\n`,
      after: `app.get('/orders', async () => []);\nawait app.listen({ port: 3000 });\n`,
    },
    {
      ...{ name: 'koa', packages: ['koa', '@koa/router'] },
      before: `import Koa from 'koa';\nimport Router from '@koa/router';\nconst app = new Router();\n`,
      after: `app.get('/orders', (context) => { context.body = []; });\nnew Koa().use(app.routes()).listen(3000);\n`,
    },
    {
      ...{ name: 'hono', packages: ['hono', '@hono/node-server'] },
      before: `import { serve } from '@hono/node-server';\nimport { Hono } from 'hono';\nconst app = new Hono();\n`,
      after: `app.get('/orders', (context) => context.json([]));\nserve({ fetch: app.fetch, port: 3000 });\n`,
    },
  ])('is found by a scan of a service of $name', async ({ packages, before, after }) => {
    const files = {
      'package.json': packageOf(...packages, 'pg'),
      'src/app.ts': `${POOL(BOUNDED)}${before}export const users = () => pool.query('select 2');\n${after}`,
    };
    const { root, text } = await completed(files);
    expect(text('src/app.ts')).toContain("    await pool.query('SELECT 1');\n");
    expect(text('src/app.ts')).toContain('503');
    expect(readinessIn(root)).toEqual(['yes']);
  });

  it('stands beside a health endpoint that is made in the same run', async () => {
    const files = service(EXPRESS + PLAIN + LISTEN);
    const { sites } = await planned(files, { only: ['add-health', 'add-readiness'] });
    const only = sites.flatMap(({ findings }) => findings);
    const { text } = await fixed(files, { unsafe: false, only });
    const paths = [...(text('src/app.js') ?? '').matchAll(/get\('(\/\w+)'/g)].map(([, one]) => one);
    expect(paths).toEqual(['/healthz', '/readyz', '/orders']);
  });
});
