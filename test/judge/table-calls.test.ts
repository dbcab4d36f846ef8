import { describe, expect, it } from 'vitest';
import type { Call } from '../../src/model/assessment.js';
import { only, scannedCalls } from './scanned-calls.js';

describe('functions that a table holds', () => {
  const syncs = `
    import axios from 'axios';
    async function syncUsers() { await axios.post('https://users.example.com', {}); }
  `;
  const run = (source: string): Call['protection']['fallback']['status'] =>
    only({ 'src/sync.ts': `${syncs}${source}` }).fallback.status;
  const caught = (call: string): string =>
    `try { ${call} } catch (error) { console.error(error); }`;

  it('run where its elements are called one after another', () => {
    expect(
      run(`
        const jobs = [syncUsers];
        export async function all() { for (const job of jobs) ${caught('await job();')} }
      `),
    ).toBe('handled');
    expect(
      run(`
        const handlers = { users: syncUsers };
        export async function all() {
          for (const handler of Object.values(handlers)) ${caught('await handler();')}
        }
      `),
    ).toBe('handled');
  });

  it('run where one is looked up by a key', () => {
    const table = 'const handlers: Record<string, () => Promise<void>> = { users: syncUsers };';
    expect(
      run(`${table} export async function one(kind: string) {
        const handler = handlers[kind]; ${caught('await handler();')}
      }`),
    ).toBe('handled');
    expect(
      run(
        `${table} export async function one(kind: string) { ${caught('await handlers[kind]();')} }`,
      ),
    ).toBe('handled');
    expect(
      run(`const handlers = new Map([['users', syncUsers]]);
        export async function one(kind: string) { ${caught('await handlers.get(kind)?.();')} }
      `),
    ).toBe('handled');
  });

  it('run where all settle together', () => {
    expect(
      run('export const all = () => Promise.allSettled([syncUsers].map((sync) => sync()));'),
    ).toBe('handled');
    const calls = scannedCalls({
      'src/load.ts': `
        import axios from 'axios';
        const loads = [() => axios.get('https://a.example.com'), () => axios.get('https://b.example.com')];
        export async function all() {
          const results = await Promise.allSettled(loads.map((load) => load()));
          return results.filter(({ status }) => status === 'fulfilled');
        }
      `,
    });
    expect(calls.map(({ protection }) => protection.fallback.status)).toEqual(['yes', 'yes']);
  });

  it('fail where nobody catches', () => {
    expect(run('export async function all() { for (const job of [syncUsers]) await job(); }')).toBe(
      'no',
    );
  });
});
