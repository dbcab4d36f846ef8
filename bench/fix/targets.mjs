// Has `resilint fix --target` protect a service by each library that it knows, compiles it under the
// library's own types, and runs it against a server that fails:
//   node bench/fix/targets.mjs
// Installs packages into a temporary folder, which is removed.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const cli = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url));
const libraries = /** @type {const} */ ([
  ['opossum', '9.0.0'],
  ['opossum', '10.0.0'],
  ['cockatiel', '3.2.1'],
  ['cockatiel', '4.0.0'],
]);

const CALLS = `import axios from 'axios';

const failing = axios.create({ baseURL: 'http://localhost:8471', timeout: 999 });
const missing = axios.create({ baseURL: 'http://127.0.0.1:8471', timeout: 999 });
export const order = async (): Promise<string> => (await failing.get<string>('/orders')).data;
export const save = async (): Promise<string> => (await failing.post<string>('/orders')).data;
export const user = async (): Promise<string> => (await missing.get<string>('/users')).data;
`;

const ROUTES = `import express from 'express';
import { order, save, user } from './calls.js';

express().get('/orders', order).post('/orders', save).get('/users', user);
`;

/** Forty orders in a row, forty users in a row, and many users at once. */
const MAIN = `import { createServer } from 'node:http';
import { save, user } from './calls.js';

let reached = 0;
let running = 0;
let most = 0;
const server = createServer((request, response) => {
  reached++;
  most = Math.max(most, ++running);
  const status = request.url === '/users' ? 404 : 500;
  setTimeout(() => {
    running--;
    response.writeHead(status).end();
  }, reached > 80 ? 50 : 0);
});
await new Promise<void>((done) => server.listen(8471, done));

async function reachedBy(call: () => Promise<string>, times: number): Promise<number> {
  const before = reached;
  for (let index = 0; index < times; index++) await call().catch(() => undefined);
  return reached - before;
}
const failures = await reachedBy(save, 40);
const answers = await reachedBy(user, 80);
most = 0;
const all = await Promise.allSettled(Array.from({ length: 500 }, () => user()));
const refused = all.filter((one) => one.status === 'rejected' && !/status code/.test(String(one.reason)));
console.log(JSON.stringify({ failures, answers, most, refused: refused.length }));
server.close();
process.exit(0);
`;

const options = {
  ...{ strict: true, noUncheckedIndexedAccess: true, exactOptionalPropertyTypes: true },
  ...{ noUnusedLocals: true, verbatimModuleSyntax: true, skipLibCheck: true },
  ...{ module: 'nodenext', target: 'es2022', outDir: 'out', types: ['node'] },
};

let isWrong = false;
for (const [library, version] of libraries) {
  const root = mkdtempSync(join(tmpdir(), 'target-'));
  try {
    console.log(`${library} ${version}: ${JSON.stringify(tried(root, library, version))}`);
  } finally {
    rmSync(root, { recursive: true });
  }
}
process.exitCode = isWrong ? 1 : 0;

/**
 * @param {string} root
 * @param {string} library
 * @param {string} version
 */
function tried(root, library, version) {
  mkdirSync(join(root, 'src'));
  const dependencies = { axios: '^1.7.0', express: '^4.0.0', [library]: version };
  const write = (/** @type {string} */ file, /** @type {string} */ text) =>
    writeFileSync(join(root, file), text);
  write('package.json', JSON.stringify({ name: 'a', private: true, type: 'module', dependencies }));
  write('tsconfig.json', JSON.stringify({ compilerOptions: options, include: ['src'] }));
  write('src/calls.ts', CALLS);
  write('src/routes.ts', ROUTES);
  write('src/main.ts', MAIN);
  const types = ['@types/opossum', '@types/node@20', '@types/express@4', 'typescript@5.9'];
  run(root, 'npm', 'install', '--ignore-scripts', '--no-audit', '--no-fund', '--silent', ...types);
  const only = ['add-breaker', 'add-bulkhead', 'add-retry'].flatMap((one) => ['--only', one]);
  const flags = ['--unsafe', '--write', '--allow-dirty', '--no-cache', '--target', library];
  const told = run(root, process.execPath, cli, 'fix', root, ...flags, ...only, '--format', 'json');
  const { sites, verification } = JSON.parse(told);
  const lines = readFileSync(join(root, 'src/calls.ts'), 'utf8').split('\n');
  run(root, 'npx', 'tsc', '-p', '.');
  const ends = JSON.parse(run(root, process.execPath, 'out/main.js'));
  const applied = sites.filter((/** @type {{ applied: boolean }} */ site) => site.applied).length;
  const policed = lines.filter((line) => /policy\w*\./i.test(line)).length;
  // Twenty calls before it opens, every 404 answered, and no more at once than the preset allows.
  const fits = ends.failures === 20 && ends.answers === 80 && ends.most <= 50;
  isWrong ||= !fits || policed !== 3 || ends.refused === 0;
  return { applied, policed, verification, ...ends };
}

/**
 * @param {string} cwd
 * @param {string} command
 * @param {readonly string[]} given
 */
function run(cwd, command, ...given) {
  const { status, stdout, stderr } = spawnSync(command, given, { cwd, encoding: 'utf8' });
  if (status !== 0) throw new Error(`${command} ${given.join(' ')}\n${stdout}\n${stderr}`);
  return stdout;
}
