#!/usr/bin/env node
// @ts-nocheck: a script for hand use, run by Node as it stands.
/**
 * Scans folders whole and in parts, compares the bytes of both assessments, and times them.
 *
 *   node bench/shards.mjs <parts> <folder> [<folder> …]
 *
 * No cache is used. Seconds are of the clock and, in brackets, of the processor. Ends with 1 where
 * bytes differ. Build first: the built command is measured.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const main = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../dist/cli/main.js');
const [count, ...folders] = process.argv.slice(2);
const parts = Number(count);
if (!(parts > 1) || folders.length === 0) {
  console.error('usage: node bench/shards.mjs <parts> <folder> [<folder> …]');
  process.exit(2);
}

const temporary = mkdtempSync(path.join(tmpdir(), 'resilint-shards-'));
try {
  for (const folder of folders) measure(folder);
} finally {
  rmSync(temporary, { recursive: true, force: true });
}

function measure(folder) {
  const at = (name) => path.join(temporary, name);
  const scan = (...words) => ['scan', folder, '--no-cache', '--quiet', ...words];
  const whole = timed(scan('--format', 'json', '--output', at('whole.json')));
  const names = Array.from({ length: parts }, (_, index) => at(`part-${index + 1}.facts`));
  const shards = names.map((name, index) =>
    timed(scan('--shard', `${index + 1}/${parts}`, '--output', name)),
  );
  const merged = ['merge', ...names, '--root', folder, '--quiet'];
  const merge = timed([...merged, '--format', 'json', '--output', at('merged.json')]);
  const bytes = readFileSync(at('whole.json'));
  const isSame = bytes.equals(readFileSync(at('merged.json')));
  if (!isSame) process.exitCode = 1;
  const { coverage, calls } = JSON.parse(bytes.toString('utf8'));
  const slowest = shards.reduce((one, other) => (other.wall > one.wall ? other : one));
  const sizes = names.map((name) => statSync(name).size / 1e6);
  const row = [
    path.basename(folder),
    `${coverage.files} files, ${coverage.analysed} analysed, ${calls.length} calls`,
    `whole ${told(whole)}`,
    `slowest of ${parts} parts ${told(slowest)}, ${Math.max(...sizes).toFixed(1)} MB`,
    `merge ${told(merge)}`,
    isSame ? `identical: ${bytes.length} bytes` : 'DIFFERENT',
  ];
  console.log(row.join(' | '));
}

function told({ wall, processor }) {
  return `${wall.toFixed(1)} s (${processor.toFixed(1)} s)`;
}

function timed(words) {
  // The time of children is only known to a parent of their own.
  const program = `
    const { spawnSync } = require('node:child_process');
    const start = performance.now();
    const { status } = spawnSync(process.execPath, ${JSON.stringify([main, ...words])}, { stdio: ['ignore', 'ignore', 'inherit'] });
    process.stdout.write(String((performance.now() - start) / 1000));
    process.exitCode = status ?? 1;`;
  const timing = spawnSync('/usr/bin/time', ['-f', '%U %S', process.execPath, '-e', program], {
    encoding: 'utf8',
  });
  if (timing.status !== 0) throw new Error(`resilint ${words.join(' ')}\n${timing.stderr}`);
  const [user, system] = timing.stderr.trim().split('\n').at(-1).split(' ').map(Number);
  return { wall: Number(timing.stdout), processor: user + system };
}
