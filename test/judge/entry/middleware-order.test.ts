import { expect, test } from 'vitest';
import { leadingOf } from './leading-of.js';

const passing = (method: string): string =>
  `async (req, res, next) => { await axios.${method}('http://a'); next(); }`;

test('what was registered before a middleware does without it', () => {
  const leading = leadingOf(['express', 'axios'], {
    'app.js': `
      const express = require('express');
      const axios = require('axios');
      const one = require('./one');
      const app = express();
      app.get('/health', async (req, res) => res.json(await axios.head('http://a')));
      app.use('/one', one);
      app.use(${passing('put')});
      app.get('/late', async (req, res) => res.json(await axios.get('http://a')));
      app.use(${passing('patch')});`,
    'one.js': `
      const axios = require('axios');
      const router = require('express').Router();
      router.get('/first', (req, res) => res.end());
      router.use(${passing('post')});
      router.get('/last', async (req, res) => res.json(await axios.delete('http://a')));
      module.exports = router;`,
  });
  expect(leading).toEqual([
    'head < http-route GET /health',
    'put < http-route GET /late',
    'get < http-route GET /late',
    'patch < http-route ALL /*',
    'post < http-route GET /one/last',
    'delete < http-route GET /one/last',
  ]);
});

test('a function that registers does so where it is called', () => {
  const leading = leadingOf(['express', 'axios'], {
    'app.ts': `
      import express from 'express';
      import axios from 'axios';
      import { first, second } from './routes.js';
      const app = express();
      first(app);
      app.use(${passing('put')});
      second(app);`,
    'routes.ts': `
      import type { Express } from 'express';
      export function first(app: Express): void { app.get('/first', (req, res) => res.end()); }
      export function second(app: Express): void { app.get('/second', (req, res) => res.end()); }`,
  });
  expect(leading).toEqual(['put < http-route GET /second']);
});

test('links of a chain stand one after the other', () => {
  const leading = leadingOf(['hono', 'axios'], {
    'app.ts': `
      import { Hono } from 'hono';
      import axios from 'axios';
      const app = new Hono()
        .get('/a', (c) => c.text('a'))
        .use(async (c, next) => { await axios.put('http://a'); await next(); })
        .get('/b', (c) => c.text('b'));
      export default app;`,
  });
  expect(leading).toEqual(['put < http-route GET /b']);
});

test('hooks of Fastify run for all routes around them, wherever they stand', () => {
  const leading = leadingOf(['fastify', 'axios'], {
    'app.ts': `
      import Fastify from 'fastify';
      import axios from 'axios';
      const app = Fastify();
      app.get('/a', async () => 'a');
      app.addHook('onRequest', async () => { await axios.put('http://a'); });`,
  });
  expect(leading).toEqual(['put < http-route GET /a']);
});

test('middleware of an HTTP framework stands in front of no queue', () => {
  const leading = leadingOf(['fastify', 'axios', 'bull'], {
    'app.js': `
      const axios = require('axios');
      const Queue = require('bull');
      const app = require('fastify')();
      app.decorate('queue', new Queue('mail'));
      app.register(require('./work'));`,
    'work.js': `
      const axios = require('axios');
      module.exports = async function work(app) {
        app.addHook('onRequest', async () => { await axios.put('http://a'); });
        app.get('/a', async () => 'a');
        app.queue.process('mail', async () => { await axios.post('http://a'); });
      };`,
  });
  expect(leading).toEqual(['put < http-route GET /a', 'post < consumer queue mail mail']);
});
