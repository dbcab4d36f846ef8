import { expect, it } from 'vitest';
import { callsIn } from './assess-source.js';

// Every literal of the type leads to every other, through the type of what each function is given. All
// are asked once, so the one that holds the client is found wherever it stands.
it('finds a client in a context that many functions take apart and put together again', () => {
  const steps = Array.from(
    { length: 60 },
    (_, index) => `
      export function step${String(index)}(given: Context): unknown {
        const context: Context = { pool: given.pool, timer: given.timer };
        return later(context);
      }`,
  );
  const calls = callsIn(
    `
      import { Pool } from 'pg';
      declare function later(context: unknown): unknown;
      interface Context { readonly pool: any; readonly timer: any }
      export const count = (context: Context) => context.pool.query('select 1');
      ${steps.join('\n')}
      export const begin = (): unknown => {
        const context: Context = { pool: new Pool(), timer: undefined };
        return later(context);
      };`,
    { pg: '8.13.0' },
  );
  expect(calls.map(({ client, operation }) => `${client} ${operation}`)).toEqual(['pg query']);
});
