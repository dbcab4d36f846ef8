import { expect, test } from 'vitest';
import { leadingOf } from './leading-of.js';

/** An application whose modules are required by the paths of a list and given the application. */
const modulesOf = (load: string): Readonly<Record<string, string>> => ({
  'package.json':
    '{ "main": "index.js", "dependencies": { "express": "4.21.0", "axios": "1.7.0" } }',
  'index.js': "const { start } = require('./lib/bootstrap.js');\nstart(3000);\n",
  'lib/bootstrap.js': `
    const express = require('express');
    const app = express();
    const modules = ['controllers/users.js', 'controllers/orders', 'utils/slack'];
    function start(port) {
      ${load}
      app.listen(port);
    }
    module.exports = { app, start };`,
  'lib/controllers/users.js': `
    const axios = require('axios');
    const list = async (req, res) => { res.json(await axios.get('http://a/users')); };
    const router = (app) => { app.get('/users', list); };
    module.exports = router;`,
  'lib/controllers/orders/index.js': `
    const axios = require('axios');
    async function add(req, res) { res.json(await axios.post('http://a/orders')); }
    module.exports = (app) => { app.post('/orders', add); };`,
  'lib/utils/slack.js': `
    const axios = require('axios');
    module.exports = function attach(app) {
      app.put('/slack', async (req, res) => { res.json(await axios.put('http://slack/')); });
    };`,
});

test.each([
  ['by map', "modules.map((one) => require('./' + one)(app));"],
  ['by forEach', 'modules.forEach((one) => { require(`./${one}`)(app); });'],
  ['by a loop', "for (const one of modules) { const attach = require('./' + one); attach(app); }"],
])('modules that a list names are given the application %s', (_, load) => {
  expect(leadingOf(['express', 'axios'], modulesOf(load))).toEqual([
    'post < http-route POST /orders',
    'get < http-route GET /users',
    'put < http-route PUT /slack',
  ]);
});

/** A program whose file for each command is asked for when somebody sends it. */
const commandsBy = (load: string): Readonly<Record<string, string>> => ({
  'package.json': '{ "workspaces": ["bot"] }',
  'bot/package.json':
    '{ "main": "src/index.js", "dependencies": { "express": "4.21.0", "axios": "1.7.0" } }',
  'bot/src/index.js': `
    const express = require('express');
    const path = require('path');
    express().post('/commands', async (req, res) => {
      await ${load}(req);
      res.end();
    });`,
  'bot/src/commands/fun/fact.js': `
    const axios = require('axios');
    module.exports = async () => { await axios.get('http://facts/'); };`,
});

test.each([
  'require(`${process.cwd()}/src/commands/${req.body.group}/${req.body.name}`)',
  "require(path.join(process.cwd(), 'src', 'commands', req.body.group, req.body.name))",
  "require(path.resolve('src/commands', req.body.group, req.body.name))",
])('files of the folder that a process is started in are asked for: %s', (load) => {
  expect(leadingOf(['express', 'axios'], commandsBy(load))).toEqual([
    'get < http-route POST /commands',
  ]);
});

test('what joins texts to one is no path', () => {
  const files = {
    'index.js': `
      const dotenv = require('dotenv');
      dotenv.config({ path: ['.', 'env'].join() });
      require(['./a', 'b'].join());`,
  };
  expect(leadingOf(['dotenv'], files)).toEqual([]);
});
