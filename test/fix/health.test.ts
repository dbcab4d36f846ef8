import { describe, expect, it } from 'vitest';
import { assess } from '../../src/assess.js';
import { completedBy, idsOf, packageOf } from './completed.js';
import { planned } from './fixed.js';

type Files = Readonly<Record<string, string>>;

const completed = (files: Files) => completedBy('add-health', files);

const frameworks = [
  {
    name: 'express',
    packages: ['express'],
    before: `import express from 'express';\nexport const app = express();\n`,
    route: `app.get('/orders', (_request, response) => { response.json([]); });\n`,
    health: `app.get('/healthz', (_request, response) => { response.json({ status: 'ok' }); });\n`,
    after: `app.listen(3000);\n`,
  },
  {
    name: 'fastify',
    packages: ['fastify'],
    before: `import fastify from 'fastify';\nexport const app = fastify();\n`,
    route: `app.post('/orders', async () => []);\n`,
    health: `app.get('/healthz', async () => ({ status: 'ok' }));\n`,
    after: `await app.listen({ port: 3000 });\n`,
  },
  {
    name: 'koa',
    packages: ['koa', '@koa/router'],
    before: `import Koa from 'koa';\nimport Router from '@koa/router';\nconst router = new Router();\n`,
    route: `router.get('/orders', (context) => { context.body = []; });\n`,
    health: `router.get('/healthz', (context) => { context.body = { status: 'ok' }; });\n`,
    after: `new Koa().use(router.routes()).listen(3000);\n`,
  },
  {
    name: 'hono',
    packages: ['hono', '@hono/node-server'],
    before: `import { serve } from '@hono/node-server';\nimport { Hono } from 'hono';\nconst app = new Hono();\n`,
    route: `app.get('/orders', (context) => context.json([]));\n`,
    health: `app.get('/healthz', (context) => context.json({ status: 'ok' }));\n`,
    after: `serve({ fetch: app.fetch, port: 3000 });\n`,
  },
];

const [express] = frameworks;
const service = (text: string, more: Files = {}): Files => ({
  'package.json': packageOf('express'),
  'src/app.js': text,
  ...more,
});

describe('a health endpoint', () => {
  it.each(frameworks)('stands in front of a route of $name, as a scan sees', async (framework) => {
    const { before, route, health, after, packages } = framework;
    const files = { 'package.json': packageOf(...packages), 'src/app.ts': before + route + after };
    const { root, text, again } = await completed(files);
    expect(text('src/app.ts')).toBe(before + health + route + after);
    expect(again.files).toEqual([]);
    const { services, findings } = assess({ root, cache: false });
    // A service that also tells whether it is ready would have all of it.
    expect(services.map(({ health: { status } }) => status)).toEqual(['partial']);
    expect(findings.map(({ rule }) => rule)).not.toContain('missing-health-check');
  });

  it('is made for those who name the finding, and for nobody else', async () => {
    const files = service(`${express?.before ?? ''}${express?.route ?? ''}app.listen(1);\n`);
    const plan = await planned(files, { only: ['missing-health-check'] });
    expect(plan.files).toEqual([]);
    expect(plan.sites).toMatchObject([
      {
        ...{ codemod: 'add-health', safety: 'suggestion', reason: 'route-to-place' },
        ...{ file: 'src/app.js', line: 3, dependencies: [], calls: [] },
        what: 'GET /healthz of express, before GET /orders',
      },
    ]);
  });

  it('is written as the file is, above the comments of the route', async () => {
    const text = [
      `const express = require("express")`,
      `module.exports = () => {`,
      `\tconst app = express()`,
      `\tapp.use(express.json())`,
      `\t/**`,
      `\t * What is ordered.`,
      `\t */`,
      `\t// eslint-disable-next-line no-unused-vars`,
      `\tapp.get("/orders", (request, response) => { response.json([]) })`,
      `\tapp.listen(3000)`,
      `}`,
      ``,
    ].join('\r\n');
    const files = service(text, {
      'package.json': packageOf('express').replace('module', 'commonjs'),
    });
    const { text: edited } = await completed(files);
    expect(edited('src/app.js')).toBe(
      text.replace(
        '\t/**',
        `\tapp.get("/healthz", (_request, response) => { response.json({ status: "ok" }) })\r\n\t/**`,
      ),
    );
  });

  const refusals: readonly (readonly [string, Files, string])[] = [
    [
      'all routes are below a path',
      service(
        `import express from 'express';\nimport { api } from './api.js';\nexpress().use('/api', api).listen(3000);\n`,
        {
          'src/api.js': `import { Router } from 'express';\nexport const api = Router();\napi.get('/orders', (_request, response) => { response.json([]); });\n`,
        },
      ),
      'no-route',
    ],
    [
      'routes are chained',
      service(
        `import express from 'express';\nconst app = express();\napp.get('/a', (_request, response) => response.end()).listen(3000);\n`,
      ),
      'no-route',
    ],
    [
      'the framework has no handler in the catalogue',
      {
        'package.json': packageOf('@nestjs/core', '@nestjs/common'),
        'src/app.ts': `import { Controller, Get, Module } from '@nestjs/common';\nimport { NestFactory } from '@nestjs/core';\n@Controller()\nclass Orders {\n  @Get('orders')\n  list() { return []; }\n}\n@Module({ controllers: [Orders] })\nclass All {}\nconst app = await NestFactory.create(All);\nawait app.listen(3000);\n`,
      },
      'no-route',
    ],
    [
      'routes of several frameworks may be meant',
      {
        'package.json': packageOf('express', 'fastify'),
        'src/app.js': `import express from 'express';\nimport fastify from 'fastify';\nexport const other = fastify();\nconst app = express();\napp.get('/orders', (_request, response) => { response.json([]); });\napp.listen(3000);\n`,
      },
      'no-route',
    ],
  ];

  it.each(refusals)('is refused where %s', async (_name, files, reason) => {
    const ids = await idsOf('add-health', files);
    expect(ids).toHaveLength(1);
    const { files: edited, sites } = await planned(files, { only: ids });
    expect(edited).toEqual([]);
    expect(sites).toMatchObject([{ file: 'package.json', safety: 'refused', reason }]);
  });

  it('is for each service of a repository by itself', async () => {
    const { before = '', route = '', after = '' } = express ?? {};
    const files = {
      'package.json': '{ "name": "all", "private": true, "workspaces": ["one", "two"] }',
      'one/package.json': packageOf('express').replace('"a"', '"one"'),
      'one/src/app.js': before + route + after,
      'two/package.json': packageOf('express').replace('"a"', '"two"'),
      'two/src/app.js': before + route + after,
    };
    const [first = ''] = await idsOf('add-health', files);
    const { files: edited } = await planned(files, { only: [first] });
    expect(edited.map(({ file }) => file)).toEqual(['one/src/app.js']);
  });
});
