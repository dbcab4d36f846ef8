import { expect, test } from 'vitest';
import { entriesOf } from './entries-of.js';
import { leadingOf } from './leading-of.js';

const SERVER = `
  const axios = require('axios');
  const server = require('@hapi/hapi').server();
`;

const leading = (files: Readonly<Record<string, string>>): readonly string[] =>
  leadingOf(['@hapi/hapi', 'axios'], files);

test('plugins of hapi are objects, in lists and below prefixes', () => {
  const found = leading({
    'server.js': `${SERVER}
      const named = require('./named');
      server.register([
        { plugin: require('./api'), routes: { prefix: '/api' } },
        { name: 'own', register: async (own) => {
          own.route({ method: 'GET', path: '/own', handler: () => axios.get('http://a') });
        } },
      ]);
      server.register({ plugin: named, routes: { prefix: '/named' } });`,
    'api.js': `
      const axios = require('axios');
      exports.plugin = { name: 'api', register(server) {
        server.route([{ method: 'GET', path: '/x', handler: () => axios.put('http://a') }]);
      } };`,
    'named.js': `
      const axios = require('axios');
      exports.name = 'named';
      exports.register = (server) => {
        server.route({ method: 'GET', path: '/x', handler: () => axios.patch('http://a') });
      };`,
  });
  expect(found).toEqual([
    'put < http-route GET /api/x',
    'patch < http-route GET /named/x',
    'get < http-route GET /own',
  ]);
});

test('routes are joined from the lists of several files', () => {
  const route = (path: string, method: string): string =>
    `{ method: 'GET', path: '${path}', handler: () => axios.${method}('http://a') }`;
  const found = leading({
    'server.js': `${SERVER} server.route([].concat(require('./a'), require('./b'), require('./c')));`,
    'a.js': `const axios = require('axios'); module.exports = [${route('/a', 'get')}];`,
    'b.js': `const axios = require('axios'); module.exports = ${route('/b', 'put')};`,
    'c.js': `module.exports = [...require('./d')];`,
    'd.js': `const axios = require('axios'); module.exports = [${route('/d', 'patch')}];`,
  });
  expect(found).toEqual([
    'get < http-route GET /a',
    'put < http-route GET /b',
    'patch < http-route GET /d',
  ]);
});

test('routes are the values of objects that modules export', () => {
  const route = (path: string, method: string): string =>
    `{ method: 'GET', path: '${path}', handler: () => axios.${method}('http://a') }`;
  const found = leading({
    'server.js': `${SERVER} server.route(require('./routes'));`,
    'routes.js': `module.exports = [
      ...Object.values(require('./a')), ...Object.values(require('./b')), ...Object.values(require('./c'))
    ];`,
    'a.js': `const axios = require('axios'); exports.list = ${route('/a', 'get')};`,
    'b.js': `module.exports = { ...require('./d'), ...(process.env.X) && require('./e') };`,
    'c.js': `const axios = require('axios'); const one = ${route('/c', 'put')}; module.exports = { one };`,
    'd.js': `const axios = require('axios'); const one = ${route('/d', 'patch')}; module.exports = { one };`,
    'e.js': `const axios = require('axios'); exports.one = ${route('/e', 'head')};`,
  });
  expect(found).toEqual([
    'get < http-route GET /a',
    'put < http-route GET /c',
    'patch < http-route GET /d',
    'head < http-route GET /e',
  ]);
});

test('a request to hapi passes extensions, its authentication and what the route names', () => {
  const found = leading({
    'server.js': `${SERVER}
      const check = { method: async () => axios.head('http://a'), assign: 'user' };
      server.auth.scheme('own', () => ({ authenticate: async () => axios.put('http://a') }));
      server.auth.strategy('jwt', 'jwt', { validate: async () => axios.get('http://a') });
      server.ext('onPreHandler', async () => axios.patch('http://a'));
      server.ext({ type: 'onPostStop', method: async () => axios.delete('http://a') });
      server.route({ method: 'GET', path: '/x', options: { pre: [[check], load], handler: () => 1 } });
      server.route({ method: 'GET', path: '/y', options: { auth: false, handler: () => 1 } });
      async function load() { return axios.post('http://a'); }`,
  });
  expect(found).toEqual([
    'head < http-route GET /x',
    'put < http-route GET /x',
    'get < http-route GET /x',
    'patch < http-route GET /x < http-route GET /y',
    'delete',
    'post < http-route GET /x',
  ]);
});

test('a route that is listed by its name stands where it is written', () => {
  const entries = entriesOf({
    'package.json': '{ "dependencies": { "@hapi/hapi": "21.0.0" } }',
    'health.js': `
      const health = {
        method: 'GET', path: '/health', handler: () => 'ok' };
      module.exports = { health };`,
    'server.js': `${SERVER}
      const { health } = require('./health');
      server.route([health, { method: 'GET', path: '/own', handler: () => 'ok' }]);`,
  });
  expect(
    entries
      .filter(({ kind }) => kind === 'http-route')
      .map(({ name, file, line }) => `${name} ${file}:${line}`),
  ).toEqual(['GET /health health.js:2', 'GET /own server.js:6']);
});
