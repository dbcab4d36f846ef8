import { expect, it } from 'vitest';
import type { Call } from '../../src/model/assessment.js';
import { callsOf } from '../detect/assess-source.js';

const dependencies = { '@hapi/hapi': '^21.0.0', convict: '^6.0.0', mongodb: '^6.0.0' };

/** The query of a hapi service whose client is made in a plugin with these options. */
function query(settings: string): Call | undefined {
  const calls = callsOf({
    'package.json': JSON.stringify({ dependencies }),
    'src/config.js': `
      import convict from 'convict';
      export const config = convict({
        mongo: {
          url: { format: String, default: 'mongodb://127.0.0.1', env: 'MONGO_URL' },
          options: { ${settings} },
        },
      });`,
    'src/mongo.js': `
      import { MongoClient } from 'mongodb';
      export const mongo = {
        plugin: {
          name: 'mongo',
          register: async (server, options) => {
            const client = await MongoClient.connect(options.url, {
              ...options.options,
              ...(server.proxy && { proxyHost: server.proxy }),
            });
            server.decorate('request', 'db', client.db());
          },
        },
      };`,
    'src/server.js': `
      import Hapi from '@hapi/hapi';
      import { config } from './config.js';
      import { mongo } from './mongo.js';
      const server = Hapi.server();
      server.register([{ plugin: mongo.plugin, options: config.get('mongo') }]);
      server.route({
        method: 'GET',
        path: '/users',
        handler: (request) => request.db.collection('users').findOne({}),
      });`,
  });
  return calls.find(({ operation }) => operation === 'findOne');
}

it('options of a plugin that set no bound leave its client without one', () => {
  const retryWrites = "retryWrites: { format: Boolean, default: null, env: 'RETRY_WRITES' }";
  const protection = query(retryWrites)?.protection;
  expect(protection?.timeout.status).toBe('none');
  expect(protection?.retry.status).toBe('builtin');
});

it('a bound among the options of a plugin is that of its client', () => {
  const bound = "socketTimeoutMS: { format: Number, default: 4000, env: 'SOCKET_TIMEOUT' }";
  expect(query(bound)?.protection.timeout).toMatchObject({ status: 'bounded', ms: 4000 });
});

it('a number is what the schema of the configuration says by default', () => {
  const files = {
    'package.json': JSON.stringify({ dependencies: { axios: '^1.0.0', convict: '^6.0.0' } }),
    'src/config.ts': `
      import convict from 'convict';
      export const config = convict({ http: { timeout: { default: 750, env: 'TIMEOUT' } } });`,
    'src/load.ts': `
      import axios from 'axios';
      import { config } from './config.js';
      export const load = () => axios.get('/users', { timeout: config.get('http.timeout') });`,
  };
  expect(callsOf(files)[0]?.protection.timeout).toMatchObject({ status: 'bounded', ms: 750 });
});
