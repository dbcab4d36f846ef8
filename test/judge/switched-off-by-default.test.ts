import { expect, it } from 'vitest';
import { only } from './scanned-calls.js';

const timeoutOf = (declared: string, options: string) =>
  only({
    'package.json': '{ "dependencies": { "pg": "8.11.0" } }',
    'src/db.ts': `
      import { Pool } from 'pg';
      ${declared}
      const pool = new Pool({ connectionString: process.env.URL, ${options} });
      export const load = () => pool.query('select 1');`,
  }).timeout;

it.each([
  ["const ms = Number(process.env.TIMEOUT_MS ?? '0');", 'query_timeout: ms'],
  ["const ms = parseInt(process.env.TIMEOUT_MS || '0', 10);", 'query_timeout: ms'],
  ['const ms = Number(process.env.TIMEOUT_MS ?? 0);', '...(ms > 0 ? { query_timeout: ms } : {})'],
  ["const ms = process.env.TIMEOUT_MS ?? '0';", 'query_timeout: ms'],
])('a timeout that is off where the environment says nothing bounds nothing: %s %s', (...given) => {
  expect(timeoutOf(...given).status).toBe('none');
});

it('a default of some length is one', () => {
  const declared = "const ms = parseInt(process.env.TIMEOUT_MS || '5000', 10);";
  expect(timeoutOf(declared, 'query_timeout: ms')).toMatchObject({ status: 'bounded', ms: 5000 });
});
