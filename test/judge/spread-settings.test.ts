import { describe, expect, it } from 'vitest';
import { only } from './scanned-calls.js';

const wrapper = (options: string): string => `
  import axios, { type AxiosRequestConfig } from 'axios';
  export const load = (url: string, options: AxiosRequestConfig) => axios.get(url, ${options});
`;

const callers = `
  import { load } from './http.js';
  export const users = () => load('https://users.example.com', { responseType: 'json' });
  export const orders = () => load('https://orders.example.com', { timeout: 60000 });
`;

const timeoutOf = (options: string) =>
  only({ 'src/http.ts': wrapper(options), 'src/load.ts': callers }).timeout;

describe('options of callers that are spread', () => {
  it('leave what stands before them to the callers that say nothing', () => {
    expect(timeoutOf('{ timeout: 30000, ...options }')).toMatchObject({ status: 'bounded' });
  });

  it('are overridden by what stands after them', () => {
    expect(timeoutOf('{ ...options, timeout: 30000 }')).toMatchObject({
      ...{ status: 'bounded', ms: 30000 },
    });
  });

  it('bound the calls of some callers only where nothing stands before them', () => {
    expect(timeoutOf('{ maxRedirects: 3, ...options }')).toMatchObject({ status: 'partial' });
  });
});

describe('options that only some callers hand over', () => {
  const timeoutWith = (made: string) =>
    only({
      'src/http.ts': `
        import axios, { type AxiosRequestConfig } from 'axios';
        const client = axios.create(${made});
        export const load = (url: string, options?: AxiosRequestConfig) => client.get(url, options);
      `,
      'src/load.ts': `
        import { load } from './http.js';
        export const users = () => load('https://users.example.com');
        export const orders = () => load('https://orders.example.com', { timeout: 60000 });
      `,
    }).timeout;

  it('leave the others to what the client was made with', () => {
    expect(timeoutWith('{ timeout: 10000 }')).toMatchObject({ status: 'bounded', ms: 60000 });
  });

  it('bound the calls of some where the client was made with nothing', () => {
    expect(timeoutWith('{ maxRedirects: 3 }')).toMatchObject({ status: 'partial' });
  });
});

describe('options that are put together in one variable', () => {
  const timeoutOf = (options: string) =>
    only({
      'package.json': JSON.stringify({ name: 'service', dependencies: { pg: '8.12.0' } }),
      'src/store.ts': `
        import { Pool } from 'pg';
        let options = { host: 'db'${options} };
        if (process.env.SECURE) options = { ...options, ssl: true };
        const pool = new Pool(options);
        export const load = () => pool.query('select 1');
      `,
    }).timeout;

  it('set what one of the steps sets', () => {
    expect(timeoutOf(', query_timeout: 500')).toMatchObject({ status: 'bounded', ms: 500 });
  });

  it('set nothing that no step sets', () => {
    expect(timeoutOf('')).toMatchObject({ status: 'none' });
  });
});

it('a setting that a function was handed is told where it was handed over', () => {
  const { bulkhead } = only({
    'package.json': JSON.stringify({ name: 'service', dependencies: { pg: '8.12.0' } }),
    'src/db.ts': `
      import { Pool } from 'pg';
      const sized = (min: number, max: number) => ({ min, max });
      const pool = new Pool(
        sized(1, 7),
      );
      export const all = () => pool.query('select 1');
    `,
  });
  expect(bulkhead).toMatchObject({ status: 'yes', limit: 7, evidence: [{ line: 5, what: 'max' }] });
});

describe('a limit that branches set', () => {
  const limitWith = (options: string) =>
    only({
      'package.json': JSON.stringify({ name: 'service', dependencies: { pg: '8.12.0' } }),
      'src/store.ts': `
        import { Pool } from 'pg';
        const pool = new Pool(${options});
        export const load = () => pool.query('select 1');
      `,
    }).bulkhead;

  it('is the greatest of them', () => {
    const bulkhead = limitWith('process.env.SMALL ? { max: 1 } : { max: 20 }');
    expect(bulkhead).toMatchObject({ status: 'yes', limit: 20 });
  });

  it('has no number where that of one cannot be read', () => {
    const bulkhead = limitWith(
      'process.env.SMALL ? { max: 1 } : { max: Number(process.env.POOL) }',
    );
    expect(bulkhead.status).toBe('yes');
    expect(bulkhead).not.toHaveProperty('limit');
  });
});
