// The programs that clients of `hooked-clients.mjs` are run by: what they print is compared.

export const ROUTES = `import express from 'express';
import { load, save, user } from './calls.js';

express().get('/', load).post('/', save).get('/users', user);
`;

/** Many writes that fail, eighty reads that are answered with 404, and many reads at once. */
export const FAILING = `import { createServer } from 'node:http';
import { load, save, user } from './calls.js';

let reached = 0;
let running = 0;
let most = 0;
let isSlow = false;
const server = createServer((request, response) => {
  reached++;
  most = Math.max(most, ++running);
  const status = /user/.test(request.url ?? '') ? 404 : /POST|PUT/.test(request.method ?? '') ? 500 : 200;
  setTimeout(() => {
    running--;
    response.writeHead(status, { 'content-type': 'application/json' }).end('"fine"');
  }, isSlow ? 50 : 0);
});
await new Promise<void>((done) => server.listen(8471, done));

async function reachedBy(call: () => Promise<unknown>, times: number): Promise<number> {
  const before = reached;
  for (let index = 0; index < times; index++) await call().catch(() => undefined);
  return reached - before;
}
const value = await load();
const answers = await reachedBy(user, 80);
isSlow = true;
most = 0;
const all = await Promise.allSettled(Array.from({ length: 500 }, () => load()));
isSlow = false;
const crowd = { most, refused: all.filter(({ status }) => status === 'rejected').length };
const failures = await reachedBy(save, 1200);
const error = await save().catch((reason: unknown) => Object(reason).code ?? Object(reason).name);
console.log(JSON.stringify({ value, answers, ...crowd, failures, error }));
server.close();
process.exit(0);
`;

/** A read that is answered, and a write that never is. */
export const SILENT = `import { load, save, user } from './calls.js';

const value = JSON.stringify([await load(), await user()]);
const told = (reason: unknown): string => String(Object(reason).code ?? reason);
let error = 'hangs';
save().then(() => (error = 'ends'), (reason: unknown) => (error = told(reason)));
// A race would bound the call, and a scan would see that.
setTimeout(() => {
  console.log(JSON.stringify({ value, error }));
  process.exit(0);
}, 6000);
`;
