#!/usr/bin/env node
// @ts-nocheck: a script for hand use, run by Node as it stands.
/**
 * Times `resilint fix --write` on two services of many files, as whole processes in turn in one run,
 * beside what the same files cost anyway: parsing them, and the compiler. In one of them as many
 * files are edited as in others' repositories, in the other all of them.
 *
 *   npm run bench:fix -- [--files 500] [--seed 1] [--runs 3] [--page]
 *
 * Prints a table, and with `--page` writes `docs/fix-speed.md`. Compared are processor seconds (user
 * and system, all threads), the least of the runs, as a machine that does other work as well
 * stretches walls. Ends with 1 where a limit is missed. Build first: the built command is measured.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { format, resolveConfig } from 'prettier';
import { figuresIn, figuresInto } from '../process-figures.mjs';
import { writeProject } from './project.mjs';
import { limitsOf, pageOf, tableOf } from './speed-page.mjs';

const repository = fileURLToPath(new URL('../..', import.meta.url));
const inRepository = (name) => path.join(repository, name);
const resilint = inRepository('dist/cli/main.js');
const parsing = fileURLToPath(new URL('parse-files.mjs', import.meta.url));

const { values } = parseArgs({
  options: {
    files: { type: 'string', default: '500' },
    seed: { type: 'string', default: '1' },
    runs: { type: 'string', default: '3' },
    page: { type: 'boolean', default: false },
  },
});
const [files, seed, runs] = [values.files, values.seed, values.runs].map(Number);
if (!existsSync(resilint)) fail('dist/ is missing: run `npm run build` first');
if (!existsSync('/usr/bin/time')) fail('/usr/bin/time is missing: install the package "time"');

const fix = [resilint, 'fix', '--write', '--unsafe', '--quiet', '--format', 'json'];
const contestants = {
  ownParser: { command: [parsing, 'own'] },
  tsMorph: { command: [parsing, 'ts-morph'] },
  scan: { command: [resilint, 'scan', '--no-cache', '--quiet', '--format', 'json'] },
  planned: { command: [...fix, '--verify', 'none'], isScanned: true },
  proved: { command: [...fix, '--no-cache', '--verify', 'parse'] },
  typed: { command: [...fix, '--no-cache', '--verify', 'types'] },
  tsc: { command: [inRepository('node_modules/typescript/bin/tsc'), '--noEmit'] },
};

/** The first is made after what a README beside this says of repositories. */
const SHAPES = [
  { name: 'calls in one file of six', callingEvery: 6, callsEach: 3 },
  { name: 'calls in every file', callingEvery: 1, callsEach: 6 },
];

const temporary = mkdtempSync(path.join(tmpdir(), 'resilint-fix-speed-'));
try {
  const results = SHAPES.map((shape) => {
    const result = { ...shape, ...measured(shape) };
    return { ...result, rows: limitsOf(result) };
  });
  for (const result of results) console.log(`${tableOf(result)}\n`);
  if (values.page) await writePage(pageOf({ files, seed, runs }, results));
  const rows = results.flatMap((result) => result.rows);
  process.exitCode = rows.every(({ ratio, limit }) => limit === null || ratio <= limit) ? 0 : 1;
} finally {
  rmSync(temporary, { recursive: true, force: true });
}

function measured(shape) {
  const names = Object.keys(contestants);
  const samples = Object.fromEntries(names.map((name) => [name, []]));
  let edits = 0;
  for (let run = 0; run < runs; run++)
    for (const name of names) {
      const { sample, output } = once(contestants[name], { shape, name: `${name}-${run}` });
      samples[name].push(sample);
      if (name === 'proved')
        edits = JSON.parse(output).sites.filter(({ applied }) => applied).length;
    }
  const least = (name, what) => Math.min(...samples[name].map((sample) => sample[what]));
  const figures = names.map((name) => [
    name,
    { cpu: least(name, 'cpu'), wall: least(name, 'wall'), megabytes: least(name, 'megabytes') },
  ]);
  return { edits, ...Object.fromEntries(figures) };
}

/** In a folder of its own, as edits are written. */
function once({ command, isScanned = false }, { shape, name }) {
  const folder = path.join(temporary, name);
  writeProject(folder, { files, seed, ...shape });
  if (isScanned) timed([resilint, 'scan', '--quiet', '--format', 'json'], folder);
  const taken = timed(command, folder);
  rmSync(folder, { recursive: true, force: true });
  return taken;
}

function timed(command, folder) {
  const figures = path.join(temporary, 'figures');
  const { stdout, stderr, status } = spawnSync(
    '/usr/bin/time',
    [...figuresInto(figures), process.execPath, ...command],
    {
      ...{ cwd: folder, encoding: 'utf8', maxBuffer: 2 ** 30 },
      env: { ...process.env, XDG_CACHE_HOME: path.join(temporary, 'cache') },
    },
  );
  // A scan that finds flaws ends with 1 as well.
  if (status !== 0 && !command.includes('scan')) fail(`${command.join(' ')}:\n${stdout}${stderr}`);
  return { output: stdout, sample: figuresIn(figures) };
}

async function writePage(text) {
  const file = inRepository('docs/fix-speed.md');
  const style = await resolveConfig(file);
  writeFileSync(file, await format(text, { ...style, filepath: file }));
}

function fail(message) {
  console.error(message);
  process.exit(2);
}
