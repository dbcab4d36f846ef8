import { spawn } from 'node:child_process';
import { mkdirSync, symlinkSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { loadCatalog } from '../../../src/config/catalog.js';
import { temporaryTree, writeTree } from '../../io/temporary-tree.js';
import { planned } from '../fixed.js';

/** Answers each address with an error the first time; what is not there stays away. */
let server: Server;
let address = '';
const requests = new Map<string, number>();

beforeAll(async () => {
  server = createServer(({ method = '', url = '' }, response) => {
    const key = `${method} ${url}`;
    const count = (requests.get(key) ?? 0) + 1;
    requests.set(key, count);
    response.writeHead(url === '/gone' ? 404 : count === 1 ? 503 : 200).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const at = server.address();
  address = `http://127.0.0.1:${String(typeof at === 'object' ? at?.port : 0)}`;
});

beforeEach(() => {
  requests.clear();
});

afterAll(() => server.close());

/** A client that says what it reads and writes, and rejects with the status as most do. */
const entry = `client: users-client
kind: http
packages: [users-client]
exports: { open: Open }
types:
  Open: { call: { returns: Users } }
  Users:
    members:
      get: { role: request, effect: read }
      post: { role: request, effect: write }
address: [instance.0]
examples:
  - name: a call
    files: { a.ts: "import { open } from 'users-client';\\nopen('http://a').get('/'); // expect get\\n" }
  - name: no call
    files: { b.ts: "import 'users-client';" }
`;
const client = `export const open = (address) => {
  const ask = async (path, init) => {
    const answer = await fetch(address + path, { ...init, headers: { connection: 'close' } });
    if (!answer.ok) throw Object.assign(new Error('refused'), { status: answer.status });
    return answer.status;
  };
  return { get: (path) => ask(path), post: (path) => ask(path, { method: 'POST' }) };
};\n`;

const source = (): string => `import { open } from 'users-client';
const users = open('${address}');
export const load = async () => await users.get('/load');
export const gone = async () => await users.get('/gone');
export const save = async () => await users.post('/save');
export const page = async () => (await fetch('${address}/page', { headers: { connection: 'close' } })).status;
`;
// No timer of a policy keeps a process alive; a service has its server for that.
const main = `import * as users from './users.js';
const alive = setInterval(() => undefined, 1000);
for (const name of ['load', 'gone', 'save', 'page'])
  console.log(name, await users[name]().catch(({ status }) => 'failed with ' + status));
clearInterval(alive);\n`;

const repository = () => ({
  'package.json': '{ "name": "a", "type": "module", "dependencies": { "express": "4" } }',
  '.resilint/clients/users-client.yaml': entry,
  'node_modules/users-client/package.json':
    '{ "name": "users-client", "type": "module", "exports": "./index.js" }',
  'node_modules/users-client/index.js': client,
  'src/users.js': source(),
  'src/main.js': main,
  'src/routes.js': `import express from 'express';\nimport { gone, load, page, save } from './users.js';\nexpress().get('/', () => [gone(), load(), page(), save()]);\n`,
});

/** What the program says, line by line. */
async function run(root: string): Promise<readonly string[]> {
  const child = spawn(process.execPath, [join(root, 'src/main.js')]);
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (piece: Buffer) => (output += piece.toString()));
  await new Promise((resolve) => child.on('close', resolve));
  return output.trim().split('\n');
}

const asked = (): Readonly<Record<string, number>> => Object.fromEntries([...requests].toSorted());

const BEFORE = ['load failed with 503', 'gone failed with 404', 'save failed with 503', 'page 503'];
const AFTER = ['load 200', 'gone failed with 404', 'save failed with 503', 'page 200'];

it.each([
  ['add-retry alone, which leaves writes as they are', ['add-retry']],
  ['add-retry and add-breaker, which marks them', ['add-retry', 'add-breaker']],
  ['all policies', ['add-retry', 'add-breaker', 'add-bulkhead']],
])('repeats reads that fail once, and no write: %s', async (_name, only) => {
  const root = temporaryTree(repository());
  expect(await run(root)).toEqual(BEFORE);
  expect(asked()).toEqual({ 'GET /gone': 1, 'GET /load': 1, 'GET /page': 1, 'POST /save': 1 });
  requests.clear();
  const catalog = await loadCatalog(root);
  const { files } = await planned(repository(), { only, catalog, vendor: true });
  writeTree(root, Object.fromEntries(files.map(({ file, after }) => [file, after])));
  // As an installation does with a dependency on a folder.
  mkdirSync(join(root, 'node_modules/@resilint'), { recursive: true });
  symlinkSync(join(root, 'vendor/resilint-runtime'), join(root, 'node_modules/@resilint/runtime'));
  expect(await run(root)).toEqual(AFTER);
  expect(asked()).toEqual({ 'GET /gone': 1, 'GET /load': 2, 'GET /page': 2, 'POST /save': 1 });
});
