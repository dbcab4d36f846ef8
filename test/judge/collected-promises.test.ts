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

describe('many calls at once', () => {
  const step = (name: string, next: string): string =>
    `const ${name} = (id: string) => { ${next} };`;
  const CALLED = `
    ${step('near', "return axios.get('https://a.example.com/' + id);")}
    ${step('middle', "axios.get('https://b.example.com/' + id); return near(id);")}
    ${step('far', 'return middle(id);')}
    export const all = (ids: string[]) => Promise.all(ids.map((id) => far(id)));
  `;

  it('are seen by how far they are, whichever call is asked first', () => {
    const found = scannedCalls({ 'src/load.ts': `import axios from 'axios'; ${CALLED}` });
    const backwards = CALLED.trim().split('\n').toReversed().join('\n');
    const other = scannedCalls({ 'src/load.ts': `import axios from 'axios'; ${backwards}` });
    const seen = (calls: readonly Call[]): readonly unknown[] =>
      calls.map(({ dependency, fanOut }) => [dependency, fanOut?.what]).toSorted();
    expect(seen(found)).toEqual(seen(other));
  });
});
