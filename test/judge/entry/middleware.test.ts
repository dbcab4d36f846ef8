import { expect, test } from 'vitest';
import { leadingOf } from './leading-of.js';

test('a request waits for what stands in front of its route', () => {
  const leading = leadingOf(['express', 'axios'], {
    'app.js': `
      const express = require('express');
      const axios = require('axios');
      const { proxy } = require('./proxy');
      const app = express();
      const router = express.Router();
      router.use('/one', proxy);
      app.use(async (req, res, next) => { await axios.put('http://a'); next(); });
      const authenticate = async (req, res, next) => { await axios.patch('http://a'); next(); };
      app.use('/x', authenticate, router);
      app.use(answerWith({ a: 1 }));
      function answerWith(options) { return async (req, res) => { await axios.delete('http://a'); }; }
      app.get('/z', authorize, [limited], (req, res) => res.end());
      async function authorize(req, res, next) { await axios.head('http://a'); next(); }
      async function limited(req, res, next) { await axios.post('http://a'); next(); }
      app.use(async (error, req, res, next) => { await axios.options('http://a'); });
      app.use((req, res) => res.sendStatus(404));
      module.exports = app;`,
    'proxy.js': `
      const axios = require('axios');
      exports.proxy = async (req, res) => { res.json(await axios.get('http://a')); };`,
  });
  expect(leading).toEqual([
    'put < http-route ALL /x/one < http-route GET /z',
    'patch < http-route ALL /x/one',
    'delete < http-route ALL /*',
    'head < http-route GET /z',
    'post < http-route GET /z',
    'options',
    'get < http-route ALL /x/one',
  ]);
});

test('middleware of Koa without a route behind it is where requests enter', () => {
  const leading = leadingOf(['koa', '@koa/router', 'axios'], {
    'app.js': `
      const Koa = require('koa');
      const Router = require('@koa/router');
      const axios = require('axios');
      const app = new Koa();
      const router = new Router();
      app.use(async (ctx) => { ctx.body = await axios.get('http://a'); });
      app.use(async (ctx, next) => { await axios.put('http://a'); await next(); });
      router.use(async (ctx, next) => { await axios.post('http://a'); await next(); });
      router.use('/p', require('./auth')());
      router.get('/x', guard, async (ctx) => {});
      async function guard(ctx, next) { await axios.head('http://a'); return next(); }
      app.use(router.routes());`,
    'auth.js': `
      const axios = require('axios');
      module.exports = () => async (ctx, next) => { await axios.delete('http://a'); await next(); };`,
  });
  expect(leading).toEqual([
    'get < http-route ALL /*',
    'put < http-route GET /x',
    'post < http-route GET /x',
    'head < http-route GET /x',
    'delete < http-route ALL /p/*',
  ]);
});

test('hooks of Fastify run before handlers, but for those of the life of the server', () => {
  const leading = leadingOf(['fastify', 'axios'], {
    'app.ts': `
      import Fastify from 'fastify';
      import axios from 'axios';
      const app = Fastify();
      app.addHook('onRequest', async (request, reply) => { await axios.put('http://a'); });
      app.addHook('onClose', async () => { await axios.delete('http://a'); });
      app.get('/a', { preHandler: [check] }, async () => axios.get('http://a'));
      app.get('/b', async () => 'b');
      async function check() { await axios.head('http://a'); }
    `,
  });
  expect(leading).toEqual([
    'put < http-route GET /a < http-route GET /b',
    'delete',
    'get < http-route GET /a',
    'head < http-route GET /a',
  ]);
});

test('middleware below a path stands in front of whole parts of it', () => {
  const leading = leadingOf(['express', 'axios'], {
    'app.js': `
      const app = require('express')();
      const axios = require('axios');
      app.use('/api', async (req, res, next) => { await axios.put('http://a'); next(); });
      app.get('/api/orders', async (req, res) => { res.json(await axios.get('http://a')); });
      app.get('/apidocs', async (req, res) => { res.json(await axios.head('http://a')); });`,
  });
  expect(leading[0]).toBe('put < http-route GET /api/orders');
});

test('what a bot runs for all updates stands in front of its handlers, or alone', () => {
  const bot = (body: string): readonly string[] =>
    leadingOf(['grammy', 'axios'], {
      'src/bot.ts': `
        import axios from 'axios';
        import { Bot, Composer } from 'grammy';
        const bot = new Bot('token');
        ${body}`,
    });
  expect(
    bot(`
      const menu = new Composer();
      const authorize = async (ctx, next) => { await axios.get('http://a'); await next(); };
      bot.use(authorize);
      bot.command('start', () => axios.put('http://a'));
      menu.command('help', () => axios.post('http://a'));
      bot.use(menu);`),
  ).toEqual([
    'get < consumer telegram command start < consumer telegram command help',
    'put < consumer telegram command start',
    'post < consumer telegram command help',
  ]);
  expect(bot("bot.use(async (ctx) => { await axios.get('http://a'); });")).toEqual([
    'get < consumer telegram *',
  ]);
});
