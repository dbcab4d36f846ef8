// @ts-nocheck: part of scripts for hand use, run by Node as it stands.
// Checks the cases of one run for fuzz.mjs, and says in a file which one it is at: what ends this
// process is then known.
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { assess, reportJson, reportText } from '../../../dist/index.js';
import { assessmentSchema as schema } from '../../../dist/model/assessment.js';
import { startWatchdog } from '../watchdog.mjs';
import { problemOf } from './check.mjs';
import { readPool, repositoryOf } from './repositories.mjs';

const HANG_MS = 60_000;

const { seed, from, until, cases, folders, state } = JSON.parse(process.argv[2]);
process.env['XDG_CACHE_HOME'] = mkdtempSync(path.join(tmpdir(), 'resilint-fuzz-cache-'));
const tool = { assess, reportJson, reportText, schema };
const pool = readPool(folders);
const watchdog = startWatchdog(HANG_MS);

for (let number = from; number < cases && Date.now() < until; number++) {
  writeFileSync(state, String(number));
  const files = repositoryOf(pool, seed, number);
  const problem = watchdog.during(`case ${number}`, () => problemOf(files, tool));
  if (problem !== null) process.stdout.write(`${JSON.stringify({ number, problem })}\n`);
}
watchdog.stop();
