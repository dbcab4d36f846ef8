import { describe, expect, it } from 'vitest';
import type { Pool } from '../../../src/model/assessment.js';
import { assessed, assessedCode } from './scanned-policies.js';

const poolsOf = (code: string): readonly Pool[] => assessed({ 'src/db.ts': code }).pools;

describe('a pool', () => {
  it('has the limit and the wait that its options say', () => {
    const pools = poolsOf(`import { Pool } from 'pg';
      const pool = new Pool({ max: 20, connectionTimeoutMillis: 2000 });
      export const one = () => pool.query('select 1');
      export const two = () => pool.query('select 2');`);
    expect(pools).toMatchObject([
      {
        library: 'pg',
        dependency: 'pg',
        limit: 20,
        acquireMs: 2000,
        configured: true,
        scope: 'module',
      },
    ]);
    expect(pools[0]!.calls).toHaveLength(2);
    expect(pools[0]).not.toHaveProperty('unknown');
  });

  it('has its defaults without them', () => {
    const [pool] = poolsOf(`import { Pool } from 'pg';
      const pool = new Pool();
      export const one = () => pool.query('select 1');`);
    expect(pool).toMatchObject({ limit: 10, configured: false });
    expect(pool).not.toHaveProperty('acquireMs');
    expect(pool).not.toHaveProperty('unknown');
  });

  it('is bounded in its queue where that is set, and 0 sets nothing', () => {
    const queue = (options: string) =>
      poolsOf(`import mysql from 'mysql2/promise';
        const pool = mysql.createPool({ connectionLimit: 5, ${options} });
        export const one = () => pool.query('select 1');`)[0]!.queueLimit;
    expect(queue('queueLimit: 50')).toBe(50);
    expect(queue('queueLimit: 0')).toBeUndefined();
  });

  it('is that of the connection for all models, wherever they are made', () => {
    const model = (name: string) => `
      import mongoose from 'mongoose';
      export const ${name} = mongoose.model('${name}', new mongoose.Schema({}));
    `;
    const { pools } = assessed({
      'src/user.ts': model('User'),
      'src/order.ts': model('Order'),
      'src/service.ts': `
        import { Order } from './order.js';
        import { User } from './user.js';
        export const users = () => User.find({});
        export const orders = () => Order.find({});
      `,
    });
    expect(pools.map(({ calls }) => calls.length)).toEqual([2]);
  });

  it('is one for each connection that models are made of', () => {
    const pools = poolsOf(`import mongoose from 'mongoose';
      const first = mongoose.createConnection('mongodb://a');
      const second = mongoose.createConnection('mongodb://b');
      const User = first.model('User');
      const Order = first.model('Order');
      const Other = second.model('Other');
      export const all = () => Promise.all([User.find({}), Order.find({}), Other.find({})]);`);
    expect(pools.map(({ calls }) => calls.length)).toEqual([2, 1]);
  });

  it('says what the catalogue does not tell of it', () => {
    const code =
      "import dns from 'node:dns/promises';\nexport const f = () => dns.lookup('a.example.com');";
    const [pool] = poolsOf(code);
    expect(pool?.unknown?.map(({ what }) => what)).toEqual(['queueLimit', 'acquireMs']);
  });
});

describe('a limiter', () => {
  it('is one for all its calls', () => {
    const { pools } = assessedCode(`import pLimit from 'p-limit';
      const limit = pLimit(5);
      export const one = () => limit(() => axios.get('https://a.example.com'));
      export const two = () => limit(() => axios.get('https://b.example.com'));`);
    expect(pools).toMatchObject([
      { library: 'p-limit', limit: 5, configured: true, scope: 'module' },
    ]);
    expect(pools[0]).not.toHaveProperty('dependency');
    expect(pools[0]!.calls).toHaveLength(2);
  });

  it('of the repository is told as its own', () => {
    const { pools } = assessedCode(`
      let isRunning = false;
      export async function f() {
        if (isRunning) return;
        isRunning = true;
        await axios.get('https://a.example.com');
        isRunning = false;
      }`);
    expect(pools).toMatchObject([{ library: 'own', limit: 1, configured: true }]);
  });
});
