import { describe, expect, it } from 'vitest';
import { callsIn } from './assess-source.js';

it('bindings of an environment go by their own names, others by their kinds', () => {
  const calls = callsIn(
    `
        interface Env { ORDERS: D1Database; CACHE: KVNamespace }
        export async function read(env: Env) {
          const statement = env.ORDERS.prepare('SELECT 1');
          await env.CACHE.get('a');
          return statement.bind(1).first();
        }
        export const load = (database: D1Database) => database.prepare('SELECT 2').all();
        export const keep = (store: KVNamespace) => store.put('a', 'b');
      `,
    { wrangler: '*' },
  );
  expect(calls.map(({ dependency }) => dependency)).toEqual([
    'CACHE',
    'ORDERS',
    'D1Database',
    'KVNamespace',
  ]);
});

describe('what the constants of a call decide', () => {
  const hostsOf = (choice: string, calls: string): readonly string[] =>
    callsIn(`import axios from 'axios'; ${choice} ${calls}`, { axios: '1.7.2' }).map(
      ({ dependency }) => dependency,
    );

  it('is the name of a target', () => {
    const choice = `
      function host(isLive: boolean) {
        if (isLive) { return 'https://live.example.com'; }
        return 'https://staging.example.com';
      }
      const spelled = (kind: string) => kind !== 'live' ? 'https://staging.example.com' : 'https://live.example.com';
      function optional({ isLive }: { isLive: boolean }) {
        if (!isLive) return 'https://staging.example.com'; else return 'https://live.example.com';
      }
    `;
    const calls = `
      export const one = () => axios.get(host(false));
      export const two = () => axios.get(host(true));
      export const three = () => axios.get(spelled('live'));
      export const four = () => axios.get(optional({ isLive: true }));
    `;
    expect(hostsOf(choice, calls)).toEqual([
      'staging.example.com',
      'live.example.com',
      'live.example.com',
      'live.example.com',
    ]);
  });

  it('is all of them where no constant tells', () => {
    const choice = `
      function host(isLive: boolean, isOld = false) {
        while (isOld) { if (isLive) { if (Math.random() > 1) return 'https://a.example.com'; } break; }
        if (isLive) { if (Math.random() > 1) return 'https://a.example.com'; }
        return 'https://b.example.com';
      }
    `;
    expect(hostsOf(choice, 'export const one = () => axios.get(host(true));')).toEqual([
      'a.example.com and 1 more',
    ]);
    const assigned = `function host(isLive: boolean) { isLive = Boolean(process.env.LIVE);
      if (isLive) return 'https://a.example.com'; return 'https://b.example.com'; }`;
    expect(hostsOf(assigned, 'export const one = () => axios.get(host(true));')).toEqual([
      'a.example.com and 1 more',
    ]);
  });
});
