import { describe, expect, test } from 'vitest';
import { leadingOf } from '../entry/leading-of.js';

const APP = `
  const express = require('express');
  const axios = require('axios');
  const app = express();
  module.exports = app;
`;

const leading = (body: string): readonly string[] =>
  leadingOf(['express', 'axios', 'lodash'], { 'app.js': APP + body });

test('functions of a list run where its elements are called', () => {
  expect(
    leading(`
      const checks = [async () => axios.get('http://a'), async () => axios.put('http://a')];
      app.get('/a', async () => { await Promise.all(checks.map((check) => check())); });
      app.get('/b', async () => { for (const check of checks) await check(); });
    `),
  ).toEqual([
    'get < http-route GET /a < http-route GET /b',
    'put < http-route GET /a < http-route GET /b',
  ]);
});

test('functions that a map begins with run where they are looked up', () => {
  expect(
    leading(`
      const jobs = new Map([['a', async () => axios.head('http://a')]]);
      app.get('/a', async (request) => { await jobs.get(request.query.name)(); });
    `),
  ).toEqual(['head < http-route GET /a']);
});

test('a package runs the functions of the list that it is handed', () => {
  expect(
    leading(`
      const { parallel } = require('async');
      app.get('/a', async (request, response) => {
        response.json(await parallel([() => axios.get('http://a'), [async () => axios.put('http://a')]]));
      });
    `),
  ).toEqual(['get < http-route GET /a', 'put < http-route GET /a']);
});

test('a function may be run by its own methods', () => {
  expect(
    leading(`
      app.get('/a', (request, response) => {
        (async function () { response.json(await axios.post('http://a')); }).call(this);
      });
    `),
  ).toEqual(['post < http-route GET /a']);
});

test('functions of other files register on the application that they are given in a loop', () => {
  const routes = (path: string, method: string): string => `
    const axios = require('axios');
    module.exports = (app) => { app.get('${path}', async () => axios.${method}('http://a')); };`;
  const found = leadingOf(['express', 'axios', 'lodash'], {
    'app.js': `${APP}
      const _ = require('lodash');
      _.each(require('./routes'), (controller, route) => { app.use(route, controller(app)); });
      for (const register of [require('./other')]) register(app);`,
    'routes.js': "const user = require('./user'); module.exports = { user };",
    'user.js': routes('/users', 'get'),
    'other.js': routes('/others', 'put'),
  });
  expect(found).toEqual(['put < http-route GET /others', 'get < http-route GET /users']);
});

test('what a wrapper of a package makes runs what it was given', () => {
  const found = leadingOf(['express', 'axios', 'react'], {
    'app.js': `${APP}
      const { load } = require('./load');
      app.get('/a', async () => load());`,
    'load.js': `
      const { cache } = require('react');
      const axios = require('axios');
      exports.load = cache(async () => axios.get('http://a'));
      exports.other = cache(async () => axios.put('http://a'));`,
  });
  expect(found).toEqual(['get < http-route GET /a', 'put']);
});

test('what a loader is asked for, its batch function asks for', () => {
  const found = leadingOf(['express', 'axios', 'dataloader'], {
    'app.js': `${APP}
      const { makeLoaders } = require('./loaders');
      app.get('/a', async () => makeLoaders().users.load('1'));`,
    'loaders.js': `
      const DataLoader = require('dataloader');
      const axios = require('axios');
      const users = async (ids) => (await axios.get('http://a/' + ids)).data;
      exports.makeLoaders = () => ({ users: new DataLoader(users) });`,
  });
  expect(found).toEqual(['get < http-route GET /a']);
});

test('what a wrapper of a package made of a named function runs it, a member of it does not', () => {
  expect(
    leading(`
      const wrap = require('unknown-wrap');
      const { withLogs } = require('unknown-logs');
      const load = async () => { await axios.get('http://a'); };
      const keep = async () => { await axios.put('http://a'); };
      const loading = wrap(load).with(withLogs);
      const keeper = wrap(keep);
      app.get('/a', async () => { await loading(); keeper.describe('a'); });
    `),
  ).toEqual(['get < http-route GET /a', 'put']);
});

test('functions of a table run where one is looked up by a name that is known in part', () => {
  expect(
    leading(`
      const jobs = { 'mail:send': async () => axios.get('http://a'), sweep: async () => axios.put('http://a') };
      const normalize = ({ provider }) => ({ type: \`mail:\${provider}\` });
      async function run(message) {
        if (!message.type) message = normalize(message);
        const { type } = message;
        await jobs[type](message);
      }
      app.post('/jobs', async (request) => run(request.body));
    `),
  ).toEqual(['get < http-route POST /jobs', 'put < http-route POST /jobs']);
});

test('a name that one caller is known to give is not the only one where the table lacks it', () => {
  expect(
    leading(`
      const jobs = { send: async () => axios.get('http://a') };
      const run = async (type) => jobs[type]();
      run('none');
      app.post('/jobs', async (request) => run(request.body.type));
    `),
  ).toEqual(['get < startup run < http-route POST /jobs']);
});

test('a function in an object runs where the called function calls it', () => {
  expect(
    leading(`
      async function serve(request, options = {}) {
        const { handler, onError } = options;
        return await handler(request);
      }
      const handler = () => axios.put('http://a');
      app.get('/a', (request) => serve(request, {
        handler: async () => axios.get('http://a'),
        other: async () => axios.post('http://a'),
      }));
      app.get('/b', (request) => serve(request, { handler }));
    `),
  ).toEqual(['put < http-route GET /b', 'get < http-route GET /a', 'post']);
});

test('what a folder of commands holds runs where it is called by its name', () => {
  const found = leadingOf(['express', 'axios'], {
    'app.js': `${APP}
      const commands = new Map();
      for (const file of require('fs').readdirSync('./commands'))
        commands.set(file, require('./commands/' + file));
      app.get('/a', async (request) => { await commands.get(request.query.name).execute(request); });`,
    'commands/cat.js': `
      const axios = require('axios');
      module.exports = { name: 'cat', execute: async () => axios.get('http://a') };`,
    'other.js': `
      const axios = require('axios');
      module.exports = { perform: async () => axios.put('http://a') };`,
  });
  expect(found).toEqual(['get < http-route GET /a', 'put']);
});

describe('events within a process', () => {
  const EVENTS = `
    const { EventEmitter } = require('node:events');
    const events = new EventEmitter();
    const others = new EventEmitter();
    events.on('paid', async () => axios.get('http://a'));
    others.on('paid', async () => axios.put('http://a'));
    events.on('sent', async () => axios.post('http://a'));
  `;

  test('lead to the handlers of the name that the same object keeps', () => {
    expect(leading(`${EVENTS} app.get('/a', (request) => { events.emit('paid'); });`)).toEqual([
      'get < http-route GET /a',
      'put',
      'post',
    ]);
  });

  test('lead nowhere where their name is not known', () => {
    expect(
      leading(`${EVENTS} app.get('/a', (request) => { events.emit(request.query.name); });`),
    ).toEqual(['get', 'put', 'post']);
  });
});

test('a package runs the functions of its options where its answer is waited for', () => {
  expect(
    leading(`
      const { attempt, watch } = require('attempts');
      app.get('/a', async () => {
        const found = await attempt({
          try: async () => axios.get('http://a'),
          options: { onFailed: () => axios.put('http://a') },
        });
        watch({ changed: () => axios.patch('http://a') });
        return found;
      });
      app.get('/b', () => attempt({ try: async () => axios.head('http://a') }));
    `),
  ).toEqual([
    'get < http-route GET /a',
    'put < http-route GET /a',
    'patch',
    'head < http-route GET /b',
  ]);
});

test('what is taken out of a module that is loaded at need runs there', () => {
  const found = leadingOf(['express', 'axios'], {
    'app.js': `${APP}
      app.get('/a', () => { import('./load.js').then(({ load }) => { load(); }); });
      app.get('/b', () => import('./load.js').then((module) => module.put()));`,
    'load.js': `
      const axios = require('axios');
      exports.load = () => axios.get('http://a');
      exports.put = () => axios.put('http://a');`,
  });
  expect(found).toEqual(['get < http-route GET /a', 'put < http-route GET /b']);
});

test('functions of a namespace run where they are called as its members', () => {
  const found = leadingOf(['express', 'axios'], {
    'app.ts': `
      import express from 'express';
      import { Events } from './events.js';
      const app = express();
      app.post('/a', async () => { await Events.paid(); await Events.shipped(); });`,
    'events.ts': `
      import axios from 'axios';
      export namespace Events {
        export const paid = async () => axios.post('http://a');
        export function shipped() { return send(); }
        const send = () => axios.put('http://a');
      }`,
  });
  expect(found).toEqual(['post < http-route POST /a', 'put < http-route POST /a']);
});

test('a function of any name is run where it is handed to what calls its parameter', () => {
  expect(
    leading(`
      const tellOf = (user) => async () => { await axios.post('http://a'); };
      const upload = async (file, told) => { await told(file); };
      app.get('/a', async (request) => {
        const news = tellOf(request.user);
        await upload(request.file, news);
      });
    `),
  ).toEqual(['post < http-route GET /a']);
});
