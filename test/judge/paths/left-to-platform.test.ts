import { expect, test } from 'vitest';
import { inTemporaryFolder } from '../../../src/io/temporary-folder.js';
import { assess } from '../../../src/assess.js';

/** What a request's route leads to: the severity of the calls without a timeout, by operation. */
function severities(body: string): Readonly<Record<string, string>> {
  const files = {
    'package.json': '{ "dependencies": { "hono": "4.6.0", "axios": "1.7.0", "next": "15.0.0" } }',
    'src/index.ts': `
      import axios from 'axios';
      import { Hono } from 'hono';
      import { after } from 'next/server';
      const app = new Hono();
      const send = async () => { await axios.post('http://a/'); };
      app.get('/', async (c) => { ${body} return c.text('ok'); });
      export default app;`,
  };
  return inTemporaryFolder(files, (root) => {
    const { calls, findings } = assess({ root, cache: false });
    const operations = new Map(
      calls.map(({ line, column, operation }) => [`${line}:${column}`, operation]),
    );
    const found = findings.filter(({ rule }) => rule === 'missing-timeout');
    return Object.fromEntries(
      found.map(({ line, column, severity }) => [
        operations.get(`${line}:${column}`) ?? '',
        severity,
      ]),
    );
  });
}

test.each([
  'c.executionCtx.waitUntil(send());',
  'c.executionCtx.waitUntil(send().catch(console.error));',
  'c.executionCtx.waitUntil(Promise.allSettled([c.req ? send() : null]));',
  'const work = (async () => { await send(); })(); c.executionCtx.waitUntil(work.catch(console.error));',
  'const work = send(); if (c.env) c.executionCtx.waitUntil(work); else work.catch(console.error);',
  'after(() => send());',
  'after(send);',
])('a platform does what it is left, whoever has the answer: %s', (body) => {
  expect(severities(body)).toEqual({ post: 'warning' });
});

test.each([
  'await send();',
  'const work = send(); c.executionCtx.waitUntil(work); await work;',
  'await c.driver.waitUntil(send());',
  'c.executionCtx.waitUntil(track(await send()));',
])('what is awaited as well is waited for: %s', (body) => {
  expect(severities(body)).toEqual({ post: 'error' });
});

test('the client of a call that is left to the platform is waited for by nobody', () => {
  expect(
    severities("c.executionCtx.waitUntil(axios.put('http://a/', await axios.get('http://a/')));"),
  ).toMatchObject({ get: 'error', put: 'warning' });
});

test('a chain that a variable is extended by is followed once', () => {
  const chain = Array.from({ length: 60 }, () => 'query = query.where(1);').join(' ');
  const body = `let query = c.make(); ${chain} c.executionCtx.waitUntil(send()); await query;`;
  expect(severities(body)).toEqual({ post: 'warning' });
  const kept = `let query = c.make(); ${chain} c.executionCtx.waitUntil(send());`;
  expect(severities(kept)).toEqual({ post: 'warning' });
});
