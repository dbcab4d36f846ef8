import { expect, test } from 'vitest';
import { assess } from '../../../src/assess.js';
import { inTemporaryFolder } from '../../../src/io/temporary-folder.js';
import { entriesOf } from './entries-of.js';
import { leadingOf } from './leading-of.js';

const manifest = (name: string, ...packages: readonly string[]): string =>
  JSON.stringify({ name, dependencies: Object.fromEntries(packages.map((one) => [one, '*'])) });

test('a text names a member of the files that are nearest to where it stands', () => {
  const controller = (name: string): string => `module.exports = { ${name}() {}, show() {} };`;
  const entries = entriesOf({
    'package.json': '{ "name": "root", "workspaces": ["packages/*"] }',
    'packages/a/package.json': manifest('a', 'sails'),
    'packages/a/config/routes.js': `module.exports.routes = { 'GET /a': 'User.show' };`,
    'packages/a/api/controllers/UserController.js': controller('a'),
    'packages/b/package.json': manifest('b', 'sails'),
    'packages/b/config/routes.js': `
      module.exports.routes = { 'GET /b': 'UserController.b', 'GET /a': 'UserController.a' };`,
    'packages/b/api/controllers/UserController.js': controller('b'),
  });
  expect(entries.map(({ name, symbol }) => [name, symbol])).toEqual([
    ['GET /a', 'show'],
    ['GET /b', 'b'],
    // The other package's controller is not asked.
    ['GET /a', undefined],
  ]);
});

test('folders are entered on the way, and names are told from files without signs', () => {
  expect(
    leadingOf(['egg', 'axios'], {
      'app/router.js': `
        module.exports = (app) => {
          app.get('/a', app.controller.api.userInfo.show);
          app.get('/b', 'api.userInfo.show');
          app.get('/c', app.controller.userInfo.show);
        };`,
      'app/controller/api/user_info.js': `
        const axios = require('axios');
        exports.show = () => axios.get('http://a');`,
    }),
  ).toEqual(['get < http-route GET /a < http-route GET /b']);
});

test('what files stand for is global only below the folder, in a package of the framework', () => {
  const files = {
    'package.json': '{ "name": "root", "workspaces": ["packages/*"] }',
    'packages/a/package.json': manifest('a', 'sails'),
    'packages/a/api/models/User.js': 'module.exports = {};',
    'packages/a/api/services/Users.js': 'module.exports = { all: () => User.find() };',
    'packages/b/package.json': manifest('b', 'express'),
    'packages/b/load.js': 'exports.all = () => User.find();',
  };
  const calls = inTemporaryFolder(files, (root) => assess({ root, cache: false }).calls);
  expect(calls.map(({ file, operation }) => `${file} ${operation}`)).toEqual([
    'packages/a/api/services/Users.js find',
  ]);
});
