#!/usr/bin/env node
// @ts-nocheck: a script for hand use, run by Node as it stands.
/**
 * Mutates real files into small repositories that import each other, and checks that a scan of each
 * ends, in time, with a valid assessment whose places exist, and with the same one again.
 *
 *   npm run build && npm run fuzz -- --minutes 10 --seed 1 [folder …]
 *
 * Files are taken from src, fixtures and the folders. What fails is made smaller and written to
 * `fuzz-finds` in the system's folder for temporary files. The same seed over the same files makes
 * the same cases; `--case 17` runs only that one.
 */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { write } from './fuzz/check.mjs';
import { minimise } from './fuzz/minimise.mjs';
import { isFolder, readPool, repositoryOf } from './fuzz/repositories.mjs';

const here = path.dirname(fileURLToPath(import.meta.url));
const repository = path.resolve(here, '../..');
const MOST_FINDS = 20;
/** One check of a file that hangs. */
const PATIENCE_MS = 60_000;

const options = readArguments();
const finds = path.join(tmpdir(), 'fuzz-finds');
const temporary = mkdtempSync(path.join(tmpdir(), 'resilint-fuzz-run-'));
try {
  const { done, problems } = await run();
  for (const one of problems.slice(0, MOST_FINDS)) report(one);
  console.log(`${done} cases with seed ${options.seed}: ${problems.length} finds`);
  process.exitCode = problems.length === 0 ? 0 : 1;
} finally {
  rmSync(temporary, { recursive: true, force: true });
}

/** Workers one after the other; each goes on behind the case that ended the one before. */
async function run() {
  const until = Date.now() + options.minutes * 60_000;
  const problems = [];
  let from = options.from;
  while (Date.now() < until && from < options.cases && problems.length < MOST_FINDS) {
    const state = path.join(temporary, 'state');
    const { code, signal, lines } = await work({ ...options, from, until, state });
    problems.push(...lines.map((line) => JSON.parse(line)));
    const last = existsSync(state) ? Number(readFileSync(state, 'utf8')) : from;
    from = last + 1;
    if (code === 0) break;
    problems.push({ number: last, problem: `ends the process: ${signal ?? code}` });
  }
  return { done: from - options.from, problems };
}

async function work(settings) {
  const worker = spawn(
    process.execPath,
    [path.join(here, 'fuzz/worker.mjs'), JSON.stringify(settings)],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  let output = '';
  worker.stdout.setEncoding('utf8');
  worker.stdout.on('data', (data) => (output += data));
  const [code, signal] = await once(worker, 'close');
  return { code, signal, lines: output.split('\n').filter((line) => line !== '') };
}

function report({ number, problem }) {
  console.log(`case ${number}: ${problem}`);
  const files = repositoryOf(readPool(options.folders), options.seed, number);
  const kind = kindOf(problem);
  const smaller = minimise(files, (candidate) => kindOf(checkApart(candidate)) === kind);
  const folder = path.join(finds, `seed-${options.seed}-case-${number}`);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  write(folder, smaller);
  console.log(`  reproduce: node dist/cli/main.js scan ${folder} --no-cache`);
}

/** In a process of its own, which it may end. */
function checkApart(files) {
  const { stdout, status, signal } = spawnSync(
    process.execPath,
    [path.join(here, 'fuzz/one.mjs')],
    {
      input: JSON.stringify(files),
      encoding: 'utf8',
      timeout: PATIENCE_MS,
    },
  );
  return status === 0 ? stdout : `ends the process: ${signal ?? status}`;
}

/** Two problems of one kind differ in numbers and places only. */
function kindOf(problem) {
  return problem.replaceAll(/[\da-f]{16}|\d+/g, '').slice(0, 60);
}

function readArguments() {
  const { values, positionals } = parseArgs({
    options: {
      minutes: { type: 'string', default: '1' },
      seed: { type: 'string', default: '1' },
      case: { type: 'string' },
    },
    allowPositionals: true,
  });
  const [minutes, seed] = [Number(values.minutes), Number(values.seed)];
  const wrong = positionals.find((folder) => !isFolder(folder));
  if (wrong !== undefined || !(minutes > 0) || !Number.isInteger(seed)) {
    fail('usage: npm run fuzz -- --minutes 10 --seed 1 [folder …]');
  }
  if (!existsSync(path.join(repository, 'dist/index.js'))) fail('run `npm run build` first');
  const only = values.case === undefined ? undefined : Number(values.case);
  const own = ['src', 'fixtures'].map((folder) => path.join(repository, folder));
  return {
    minutes,
    seed,
    from: only ?? 0,
    cases: only === undefined ? Number.MAX_SAFE_INTEGER : only + 1,
    folders: [...own, ...positionals.map((folder) => path.resolve(folder))],
  };
}

function fail(message) {
  console.error(message);
  process.exit(2);
}
