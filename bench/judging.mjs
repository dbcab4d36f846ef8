#!/usr/bin/env node
// @ts-nocheck: a script for hand use, run by Node as it stands.
/**
 * What judging adds to a scan: processor seconds of all threads until the calls are detected, and
 * until the assessment is whole (verdicts, entry points, call paths, services, rules, score).
 *
 *   node bench/judging.mjs <folder> [<folder> …] [--runs 3]
 *
 * Each run is a process of its own, without cache. Prints the medians, and the ratio of the two.
 * Build first: the built library is measured, by the Node that runs this script.
 */
import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const { values, positionals } = parseArgs({
  options: { runs: { type: 'string', default: '3' }, once: { type: 'boolean' } },
  allowPositionals: true,
});
if (values.once) await measure(positionals[0]);
else compare(positionals, Number(values.runs));

async function measure(root) {
  const { assess } = await import('../dist/index.js');
  let detected;
  assess({
    root,
    cache: false,
    onProgress: ({ phase }) => {
      if (phase === 'judging') detected ??= seconds();
    },
  });
  process.stdout.write(JSON.stringify({ detected, whole: seconds() }));
}

function seconds() {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

function compare(folders, runs) {
  if (folders.length === 0) throw new Error('Which folders? node bench/judging.mjs <folder> …');
  console.log('| repository | until detected | whole | ratio |\n| --- | ---: | ---: | ---: |');
  for (const folder of folders) {
    const all = Array.from({ length: runs }, () => run(folder));
    const [detected, whole] = ['detected', 'whole'].map((key) =>
      median(all.map((one) => one[key])),
    );
    const figures = [detected, whole].map((one) => `${one.toFixed(1)} s`);
    const name = path.basename(path.resolve(folder));
    console.log(`| ${[name, ...figures, (whole / detected).toFixed(2)].join(' | ')} |`);
  }
}

function run(folder) {
  const own = fileURLToPath(import.meta.url);
  return JSON.parse(execFileSync(process.execPath, [own, '--once', folder], { encoding: 'utf8' }));
}

function median(values) {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)];
}
