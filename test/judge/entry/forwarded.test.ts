import { expect, test } from 'vitest';
import { leadingOf } from './leading-of.js';

test('a router behind functions that pass on the rest of what they are given registers for their callers', () => {
  const leading = leadingOf(['express', 'axios'], {
    'typed-routes.js': `
      import { Router } from 'express';
      const router = Router();
      const limiter = (req, res, next) => next();
      export const limited = {
        get: (path, ...handlers) => router.get(path, limiter, ...handlers),
        post: (path, ...handlers) => router.post(path, limiter, ...handlers),
        router,
      };`,
    'users.js': `
      import axios from 'axios';
      import { limited } from './typed-routes.js';
      const authenticate = async (req, res, next) => { await axios.head('http://a'); next(); };
      limited.get('/users', async (req, res) => res.json(await axios.get('http://a')));
      const guarded = (handler) => (req, res, next) => handler(req, res).catch(next);
      limited.post(
        '/users',
        authenticate,
        guarded(async (req, res) => res.json(await axios.post('http://a'))),
      );`,
    'app.js': `
      import express from 'express';
      import { limited } from './typed-routes.js';
      import './users.js';
      express().use('/api', limited.router).listen(3000);`,
  });
  expect(leading).toEqual([
    'head < http-route POST /api/users',
    'get < http-route GET /api/users',
    'post < http-route POST /api/users',
  ]);
});

test('a worker that a helper of another package makes is one for each of its callers', () => {
  const leading = leadingOf([], {
    'package.json': JSON.stringify({ private: true, workspaces: ['jobs', 'orders'] }),
    'jobs/package.json': JSON.stringify({
      name: '@acme/jobs',
      main: 'lib/index.js',
      dependencies: { bullmq: '*' },
    }),
    'jobs/tsconfig.json': '{ "compilerOptions": { "rootDir": "src", "outDir": "lib" } }',
    'jobs/src/index.ts': `export * from './worker.js';`,
    'jobs/src/worker.ts': `
      import { Worker } from 'bullmq';
      export const work = ({ queue, handler }: { queue: string; handler: (job: object) => Promise<void> }) => {
        const worker = new Worker(queue, handler, {});
        worker.on('ready', () => console.log(queue));
      };`,
    'orders/package.json': JSON.stringify({
      name: '@acme/orders',
      dependencies: { '@acme/jobs': '*', axios: '*' },
    }),
    'orders/src/index.ts': `
      import axios from 'axios';
      import { work } from '@acme/jobs';
      const ship = async () => { await axios.post('http://a'); };
      const clientOf = (base: string) => async () => { await axios.put(base); };
      work({ queue: 'ships', handler: ship });
      work({ queue: 'bills', handler: clientOf('http://b') });`,
  });
  expect(leading).toEqual(['post < consumer queue ships', 'put < consumer queue bills']);
});

test('a helper registers for its callers under what it makes of their names', () => {
  const leading = leadingOf(['express', 'axios'], {
    'routes.js': `
      import express from 'express';
      export const app = express();
      export const route = (config, handler) => {
        const path = \`/v1/\${config.path}\`;
        app.get(path, (req, res) => handler(req, res, path));
      };`,
    'users.js': `
      import axios from 'axios';
      import { route } from './routes.js';
      route({ path: 'users' }, async () => { await axios.get('http://a'); });
      route({ path: 'orders' }, async () => { await axios.post('http://a'); });`,
    'app.js': "import { app } from './routes.js'; import './users.js'; app.listen(3000);",
  });
  expect(leading).toEqual(['get < http-route GET /v1/users', 'post < http-route GET /v1/orders']);
});
