import { expect, it } from 'vitest';
import { callsIn, callsOf } from '../detect/assess-source.js';

const files = (kept: string): string => `
  import { PrismaClient } from '@prisma/client';
  import { PrismaPg } from '@prisma/adapter-pg';
  const makeClient = () =>
    new PrismaClient({ adapter: new PrismaPg({ connectionString: 'postgres://a', max: 7 }) });
  const holder = globalThis as unknown as { client: PrismaClient | undefined };
  declare global { var client: PrismaClient | undefined; }
  ${kept}
  export const users = () => client.user.findMany();`;

it.each([
  'const client = holder.client ?? makeClient();',
  'const client = holder.client || makeClient();',
  'const client = globalThis.client ?? makeClient();',
  'const client = holder.client ? holder.client : makeClient();',
  'let client: PrismaClient; if (live) client = makeClient(); else { holder.client ??= makeClient(); client = holder.client; }',
  'let client: PrismaClient; if (live) { client = makeClient(); } else { if (!holder.client) holder.client = makeClient(); client = holder.client; }',
])('a client that is kept for the next time is as it was made: %s', (kept) => {
  const calls = callsIn(files(kept), { '@prisma/client': '7.8.0', '@prisma/adapter-pg': '7.8.0' });
  expect(calls.map(({ protection }) => protection.bulkhead)).toMatchObject([
    { status: 'yes', limit: 7 },
  ]);
});

it('what one method of an object keeps, the others of it have', () => {
  const calls = callsOf({
    'package.json': JSON.stringify({ dependencies: { ioredis: '5.4.0' } }),
    'store.js': `
      module.exports = {
        init: function (db) { this.db = db; this.size = 1; },
        load: function (key) { return this.db.get(key); },
        count() { return this.size.get('a'); },
      };`,
    'main.js': `
      const Redis = require('ioredis');
      require('./store').init(new Redis('redis://cache'));`,
  });
  expect(calls.map(({ operation, file }) => `${file} ${operation}`)).toEqual(['store.js get']);
});

it('in a static function of a class `this` is the class', () => {
  const calls = callsIn(
    `import { Queue } from 'bullmq';
     export class Orders {
       static queueName = 'orders';
       static queue = () => new Queue(this.queueName);
       static add = async (data: object) => (await this.queue()).add('order', data);
       static addAll(all: []) { return this.queue().addBulk(all); }
     }`,
    { bullmq: '5.0.0' },
  );
  expect(calls.map(({ operation }) => operation)).toEqual(['add', 'addBulk']);
});
