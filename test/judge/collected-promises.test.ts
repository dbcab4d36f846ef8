import { describe, expect, it } from 'vitest';
import type { Call } from '../../src/model/assessment.js';
import { scannedCalls } from './scanned-calls.js';

const call = (body: string): Call | undefined =>
  scannedCalls({
    'src/load.ts': `
      import axios from 'axios';
      const load = (id: string) => axios.get('https://users.example.com/' + id);
      export async function all(ids: string[]) {
        const tasks: Promise<unknown>[] = [];
        ${body}
      }
    `,
  })[0];

const HELPERS: readonly (readonly [string, string])[] = [
  ['const run = (one: Promise<unknown>) => tasks.push(one);', 'run(load(id));'],
  ['const run = (one: Promise<unknown>) => { tasks.push(one); };', 'run(load(id));'],
  ['function run(name: string, one: Promise<unknown>) { tasks.push(one); }', "run('a', load(id));"],
  ['const run = (make: () => Promise<unknown>) => tasks.push(make());', 'run(() => load(id));'],
  ['', 'tasks.push(load(id));'],
];

describe.each(HELPERS)('a promise that is put in a list: %s %s', (helper, put) => {
  const each = `${helper} for (const id of ids) { ${put} }`;

  it('is waited for with the list, and fails there', () => {
    const found = call(
      `${each} try { await Promise.all(tasks); } catch (error) { console.error(error); }`,
    );
    expect(found?.unawaited).toBeUndefined();
    expect(found?.protection.fallback.status).toBe('handled');
    expect(call(`${each} await Promise.all(tasks);`)?.protection.fallback.status).toBe('no');
  });

  it('fails alone where all are settled', () => {
    const found = call(`${each} await Promise.allSettled(tasks);`);
    expect(found?.unawaited).toBeUndefined();
    expect(found?.protection.fallback.status).toBe('handled');
  });

  it('is one of many at once', () => {
    expect(call(`${each} await Promise.all(tasks);`)?.fanOut?.what).toBe('Promise.all');
  });
});

it('is dropped where nobody waits for the list', () => {
  const run = 'const run = (one: Promise<unknown>) => tasks.push(one);';
  expect(call(`${run} run(load(ids[0])); return tasks.length;`)?.protection.fallback.status).toBe(
    'no',
  );
});

it('a list of each round holds what one round starts', () => {
  const body = `for (const id of ids) {
    const few = []; const run = (one) => few.push(one); run(load(id)); await Promise.all(few);
  }`;
  expect(call(body)?.fanOut).toBeUndefined();
});
