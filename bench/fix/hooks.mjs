// Has `resilint fix` hook policies into clients where they are made, compiles that under the client's
// own types, and runs it against a server that fails, before and after:
//   node bench/fix/hooks.mjs [client]
// Installs packages into a temporary folder, which is removed.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { clients } from './hooked-clients.mjs';

const cli = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url));
const [wanted] = process.argv.slice(2);

const ROUTES = `import express from 'express';
import { load, save, user } from './calls.js';

express().get('/', load).post('/', save).get('/users', user);
`;

/** Forty writes that fail, eighty reads that are answered with 404, and many reads at once. */
const MAIN = `import { createServer } from 'node:http';
import { load, save, user } from './calls.js';

let reached = 0;
let running = 0;
let most = 0;
let isSlow = false;
const server = createServer((request, response) => {
  reached++;
  most = Math.max(most, ++running);
  const status = /user/.test(request.url ?? '') ? 404 : request.method === 'POST' ? 500 : 200;
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

const options = {
  ...{ strict: true, noUncheckedIndexedAccess: true, exactOptionalPropertyTypes: true },
  ...{ noUnusedLocals: true, verbatimModuleSyntax: true, skipLibCheck: true },
  ...{
    module: 'es2022',
    moduleResolution: 'bundler',
    target: 'es2022',
    outDir: 'out',
    types: ['node'],
  },
};

let isWrong = false;
for (const client of clients.filter(({ name }) => wanted === undefined || name === wanted)) {
  for (const dependencies of client.versions) {
    const root = mkdtempSync(join(tmpdir(), 'hook-'));
    try {
      console.log(
        `${JSON.stringify(dependencies)}\n  ${JSON.stringify(tried(root, client, dependencies))}`,
      );
    } finally {
      rmSync(root, { recursive: true });
    }
  }
}
process.exitCode = isWrong ? 1 : 0;

/**
 * @param {string} root
 * @param {(typeof clients)[number]} client
 * @param {Readonly<Record<string, string>>} dependencies
 */
function tried(root, client, dependencies) {
  const files = {
    'package.json': JSON.stringify({
      ...{ name: 'a', private: true, type: 'module' },
      dependencies: { ...dependencies, express: '^4.0.0' },
    }),
    'tsconfig.json': JSON.stringify({ compilerOptions: options, include: ['src'] }),
    'src/client.ts': client.made,
    'src/calls.ts': client.calls,
    'src/routes.ts': ROUTES,
    'src/main.ts': MAIN,
  };
  mkdirSync(join(root, 'src'));
  for (const [file, text] of Object.entries(files)) writeFileSync(join(root, file), text);
  const types = ['@types/node@20', '@types/express@4', 'typescript@5.9'];
  run(root, 'npm', 'install', '--ignore-scripts', '--no-audit', '--no-fund', '--silent', ...types);
  const texts = () => Object.keys(files).map((file) => readFileSync(join(root, file), 'utf8'));
  const original = texts();
  const before = ends(root);
  const only = ['add-breaker', 'add-bulkhead'].flatMap((one) => ['--only', one]);
  const flags = ['--unsafe', '--allow-dirty', '--no-cache', ...only, '--format', 'json'];
  const fix = () => JSON.parse(run(root, process.execPath, cli, 'fix', root, '--write', ...flags));
  const { sites, verification } = fix();
  run(root, 'npm', 'install', '--ignore-scripts', '--no-audit', '--no-fund', '--silent');
  const edited = readFileSync(join(root, 'src/client.ts'), 'utf8');
  const after = ends(root);
  const again = fix().files.length;
  const isCallSiteKept = readFileSync(join(root, 'src/calls.ts'), 'utf8') === client.calls;
  if (wanted !== undefined) console.log(edited);
  run(root, process.execPath, cli, 'undo', root);
  const isUndone = JSON.stringify(texts()) === JSON.stringify(original);
  const applied = sites.filter((/** @type {{ applied: boolean }} */ one) => one.applied).length;
  const isHooked = applied === 2 && isCallSiteKept && /olicy/.test(edited);
  isWrong ||= !isHooked || again !== 0 || !isUndone || !isProtected(before, after);
  return { verification, applied, isCallSiteKept, again, isUndone, before, after };
}

/**
 * Calls end as before, but for those that are refused.
 * @typedef {{ value?: unknown, answers?: unknown, failures?: unknown, error?: unknown, most?: unknown, refused?: unknown }} Outcome
 * @param {Outcome} before
 * @param {Outcome} after
 */
function isProtected(before, after) {
  const isSame = after.value === before.value && after.answers === 80 && before.failures === 1200;
  // Of calls that fail, the preset lets pass what takes the window to its rate, and then none.
  const isOpened = Number(after.failures) < 1200 && after.error === 'breaker-open';
  return isSame && isOpened && Number(after.most) <= 100 && Number(after.refused) > 0;
}

/** @param {string} root */
function ends(root) {
  run(root, 'npx', 'tsc', '-p', '.');
  return JSON.parse(run(root, process.execPath, 'out/main.js'));
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
