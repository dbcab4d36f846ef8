import { expect, test } from 'vitest';
import { entriesOf } from './entries-of.js';
import { leadingOf } from './leading-of.js';

const packageOf = (...names: readonly string[]): string =>
  JSON.stringify({ dependencies: Object.fromEntries(names.map((name) => [name, '*'])) });

/** A table of routes whose controllers are loaded by their names. */
const tableOfRoutes = {
  'src/routes.js': `
    module.exports = {
      '/users': {
        get: { controller: 'UserController', method: 'list' },
        post: { controller: 'UserController', method: 'add', auth: 'jwt' },
      },
      '/orders/:id': { delete: { controller: 'OrderController', method: 'remove' } },
    };`,
  'src/controllers/UserController.js': `
    const axios = require('axios');
    async function list(req, res) { res.json(await axios.get('http://a/users')); }
    async function add(req, res) { res.json(await axios.post('http://a/users')); }
    module.exports = { list, add };`,
  'src/controllers/OrderController.js': `
    const axios = require('axios');
    exports.remove = async (req, res) => { res.json(await axios.delete('http://a/orders')); };`,
  'src/app.js': `
    const express = require('express');
    const _ = require('lodash');
    const routes = require('./routes');
    const wrap = (handlers) => handlers.map((handler) => (req, res, next) => handler(req, res, next).catch(next));
    const app = express();
    _.each(routes, (verbs, url) => {
      _.each(verbs, (def, verb) => {
        const actions = [];
        const method = require('./controllers/' + def.controller)[def.method];
        if (def.auth) actions.push((req, res, next) => next());
        actions.push(method);
        app[verb](\`/v5\${url}\`, wrap(actions));
      });
    });
    module.exports = app;`,
};

test('each entry of a table of routes is a route, with the handler that the table names', () => {
  const leading = leadingOf(['express', 'lodash', 'axios'], tableOfRoutes);
  expect(leading).toEqual([
    'delete < http-route DELETE /v5/orders/:id',
    'get < http-route GET /v5/users',
    'post < http-route POST /v5/users',
  ]);
});

test('a route of a table stands where the table says so', () => {
  const entries = entriesOf({ 'package.json': packageOf('express', 'lodash'), ...tableOfRoutes });
  expect(entries.map(({ name, file, line }) => `${name} ${file}:${String(line)}`)).toEqual([
    'GET /v5/users src/routes.js:4',
    'POST /v5/users src/routes.js:5',
    'DELETE /v5/orders/:id src/routes.js:7',
  ]);
});

test.each([
  ['Object.entries(routes).forEach(([path, handler]) => app.get(path, handler));'],
  ['Object.keys(routes).forEach((path) => app.get(path, routes[path]));'],
  ['Object.values(listed).map(({ path, handler }) => app.get(path, handler));'],
  ['Object.values(listed).forEach((route) => app[route.method](route.path, route.handler));'],
])('%s registers each', (loop) => {
  const entries = entriesOf({
    'package.json': packageOf('express'),
    'app.js': `
      const app = require('express')();
      const one = (req, res) => res.end();
      const routes = { '/one': one, '/two': (req, res) => res.end() };
      const listed = {
        first: { method: 'get', path: '/one', handler: one },
        second: { method: 'get', path: '/two', handler: one },
      };
      ${loop}`,
  });
  expect(entries.map(({ name }) => name)).toEqual(['GET /one', 'GET /two']);
});

test('a module that is handed the application is found among many calls of the same name', () => {
  const checks = Array.from({ length: 50 }, () => `Joi.number().default(1);`).join('');
  const entries = entriesOf({
    'package.json': packageOf('express'),
    'checks.js': `const Joi = require('joi'); ${checks}`,
    'web/app.js': `const app = require('express')(); require('./routes')(app);`,
    'web/routes.js': `module.exports = (app) => { app.get('/a', (req, res) => res.end()); };`,
  });
  expect(entries.map(({ name }) => name)).toEqual(['GET /a']);
});

test('a loop that says nothing of what is registered registers once', () => {
  const entries = entriesOf({
    'package.json': packageOf('express'),
    'app.js': `
      const app = require('express')();
      ['one', 'two'].forEach((name) => app.get('/health', (req, res) => res.send(name)));`,
  });
  expect(entries.map(({ name }) => name)).toEqual(['GET /health']);
});
