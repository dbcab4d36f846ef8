#!/usr/bin/env node
// @ts-nocheck: a script for hand use, run by Node as it stands.
/**
 * Sends every JavaScript and TypeScript file of a folder through parsing, resolution, detection and judging,
 * also those that a scan would set aside, and prints what became of them.
 *
 *   npm run build && node bench/robustness/parse-corpus.mjs <folder> [<folder> …]
 *
 * The work is done in a child process, which says before each file that it begins with it: a crash
 * and a hang are attributed to a file, counted, and the others go on without it. Ends with 1 where a
 * file crashed or took more than two seconds of processor time.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  closeSync,
  existsSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const SLOW_MS = 2_000;
/** A child that is silent for so long about one file hangs. */
const HANG_MS = 60_000;
/** What is asked of all files at once is silent for as long as it takes. */
const HANG_OF_ALL_MS = 20 * 60_000;
const MOST_CRASHES = 50;
/** What the child calls work that is about no file of its own. */
const ALL = '(all)';

const here = path.dirname(fileURLToPath(import.meta.url));
const child = path.join(here, 'corpus-child.mjs');

const folders = process.argv.slice(2);
if (folders.length === 0) fail('usage: node bench/robustness/parse-corpus.mjs <folder> …');
if (!existsSync(path.join(here, '../../dist/index.js'))) fail('run `npm run build` first');

const temporary = mkdtempSync(path.join(tmpdir(), 'resilint-corpus-'));
const rows = [];
try {
  for (const folder of folders) rows.push(await examine(path.resolve(folder)));
} finally {
  rmSync(temporary, { recursive: true, force: true });
}
printTable(rows);
process.exitCode = rows.some(({ crashes, slow }) => crashes.length + slow.length > 0) ? 1 : 0;

/** Runs children until one reaches the end; each skips the files that ended those before it. */
async function examine(folder) {
  const crashes = [];
  for (;;) {
    const run = await runChild(
      folder,
      crashes.map(({ file }) => file),
    );
    if (run.done) return rowOf(folder, crashes, run);
    crashes.push({ file: run.file, phase: run.phase, how: run.how });
    console.error(`crash: ${folder}: ${run.file} (${run.phase}): ${run.how}`);
    if (crashes.length >= MOST_CRASHES) return rowOf(folder, crashes, run);
  }
}

/** The child writes to a file: a pipe that is full makes a synchronous write fail. */
async function runChild(folder, skipped) {
  const log = path.join(temporary, 'log');
  const output = openSync(log, 'w');
  const started = spawn(process.execPath, [child, folder, JSON.stringify(skipped)], {
    stdio: ['ignore', output, 'pipe'],
  });
  let errors = '';
  started.stderr.on('data', (data) => (errors = (errors + data).slice(-2000)));
  const watch = watchFor(started, log);
  const [code, signal] = await once(started, 'close');
  clearInterval(watch);
  closeSync(output);
  return readRun(log, signal === 'SIGKILL' ? 'hangs' : `${signal ?? code}: ${errors.trim()}`);
}

function watchFor(started, log) {
  const known = { size: -1, since: 0 };
  return setInterval(() => {
    const { size } = statSync(log);
    if (size !== known.size) Object.assign(known, { size, since: Date.now() });
    else if (Date.now() - known.since > HANG_MS && hasHung(log, known)) started.kill('SIGKILL');
  }, 1_000);
}

function hasHung(log, { since }) {
  const last = readFileSync(log, 'utf8').trimEnd().split('\n').at(-1);
  return !last.includes(ALL) || Date.now() - since > HANG_OF_ALL_MS;
}

function readRun(log, how) {
  const run = { file: '(start)', phase: 'discover', timings: new Map(), failed: [], done: false };
  for (const line of readFileSync(log, 'utf8').split('\n')) {
    if (line !== '') note(run, JSON.parse(line));
  }
  return { ...run, how };
}

function note(run, message) {
  switch (message.type) {
    case 'begins':
      Object.assign(run, { file: message.file, phase: message.phase });
      return;
    case 'took':
      run.timings.set(`${message.file} (${message.phase})`, message.ms);
      return;
    default:
      Object.assign(run, message.result, { done: true });
  }
}

function rowOf(folder, crashes, { files = 0, parsed = 0, failed, aside = 0, timings, calls = 0 }) {
  const ofAll = [...timings].filter(([name]) => name.startsWith(ALL));
  const ofFiles = [...timings].filter(([name]) => !name.startsWith(ALL));
  const [slowest = ['-', 0]] = ofFiles.toSorted(([, left], [, right]) => right - left);
  const slow = ofFiles.filter(([, ms]) => ms > SLOW_MS);
  const counts = { files, parsed, failed: failed.length, aside, calls };
  return { folder, ...counts, crashes, slow, slowest, ofAll };
}

function printTable(table) {
  console.log('folder | files | parsed | failed cleanly | too large | calls | crashes | slowest');
  console.log('--- | ---: | ---: | ---: | ---: | ---: | ---: | ---');
  for (const { folder, crashes, slowest, ...counts } of table) {
    const { files, parsed, failed, aside, calls } = counts;
    const [file, ms] = slowest;
    const cells = [path.basename(folder), files, parsed, failed, aside, calls, crashes.length];
    console.log([...cells, `${(ms / 1000).toFixed(2)} s ${file}`].join(' | '));
  }
  for (const { folder, slow } of table) {
    for (const [file, ms] of slow) console.log(`slow: ${folder}: ${file}: ${Math.round(ms)} ms`);
  }
  for (const { folder, ofAll } of table) {
    for (const [phase, ms] of ofAll)
      console.log(`${folder}: ${phase}: ${(ms / 1000).toFixed(1)} s`);
  }
}

function fail(message) {
  console.error(message);
  process.exit(2);
}
