import { expect, it } from 'vitest';
import { callsIn } from './assess-source.js';

it('a query that is built for its text alone is no call', () => {
  const calls = callsIn(
    `
      import knex from 'knex';
      const db = knex({ client: 'pg' });
      export async function save(prisma: { run(sql: string): Promise<void> }, id: string) {
        await prisma.run(db('users').insert({ id }).toQuery());
        const built = db('users').where({ id }).toSQL().toNative();
        const kept = db('roles').select('id');
        kept.where({ id });
        await prisma.run(kept.toString());
        return { built, all: await db('users').where({ id }).first() };
      }
    `,
    { knex: '3.1.0' },
  );
  expect(calls.map(({ line, operation }) => [line, operation])).toEqual([[10, 'first']]);
});
