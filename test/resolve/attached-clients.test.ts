import { expect, it } from 'vitest';
import { callsOf } from '../detect/assess-source.js';

const dependencies = { express: '^5.0.0', ioredis: '^5.0.0' };

const files = (type: string): Readonly<Record<string, string>> => ({
  'package.json': JSON.stringify({ dependencies }),
  'src/app.ts': `
    import express from 'express';
    import Redis from 'ioredis';
    import { load } from './load.js';
    export const app = express();
    app.use((req, res, next) => {
      req.cache = new Redis({ commandTimeout: 250 });
      next();
    });
    app.get('/users', load);`,
  'src/load.ts': `
    import type { Request, Response } from 'express';
    import type Redis from 'ioredis';
    interface CachedRequest extends Request { cache: Redis; }
    export const load = async (req: ${type}, res: Response) => res.json(await req.cache.get('users'));`,
});

it.each(['any', 'CachedRequest'])(
  'a client that a middleware hangs on the request of type %s is as it was made there',
  (type) => {
    const [call] = callsOf(files(type));
    expect(call?.file).toBe('src/load.ts');
    expect(call?.protection.timeout).toMatchObject({ status: 'bounded', ms: 250 });
  },
);
