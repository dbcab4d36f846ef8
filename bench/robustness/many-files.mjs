#!/usr/bin/env node
// @ts-nocheck: a script for hand use, run by Node as it stands.
/**
 * Makes a repository of very many small files in a temporary folder, scans it once, and prints time
 * and memory.
 *
 *   npm run build && node bench/robustness/many-files.mjs [--files 100000]
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const PER_FOLDER = 500;
const main = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url));

/** Prints its peak memory and processor time as the last line on stderr. */
const meter = `data:text/javascript,process.on('exit',()=>process._rawDebug(process.resourceUsage().maxRSS+' '+process.cpuUsage().user))`;

const { values } = parseArgs({ options: { files: { type: 'string', default: '100000' } } });
const count = Number(values.files);
const root = mkdtempSync(path.join(tmpdir(), 'resilint-many-'));
try {
  make(count);
  for (const how of ['by a walk', 'by git']) {
    if (how === 'by git') spawnSync('git', ['init', '-q'], { cwd: root });
    console.log(`${count} files, listed ${how}: ${scan()}`);
  }
} finally {
  rmSync(root, { recursive: true, force: true });
}

/** Each file calls and imports the one before it; one in a hundred is called by many. */
function make(files) {
  for (let number = 0; number < files; number++) {
    const folder = path.join(root, `src/f${Math.floor(number / PER_FOLDER)}`);
    if (number % PER_FOLDER === 0) mkdirSync(folder, { recursive: true });
    writeFileSync(path.join(folder, `m${number}.ts`), sourceOf(number));
  }
}

function sourceOf(number) {
  const before = Math.max(0, number - 1);
  const from = `../f${Math.floor(before / PER_FOLDER)}/m${before}.js`;
  return [
    `import { load${before} } from '${from}';`,
    `export async function load${number}(client) {`,
    `  await client.get('/${number}');`,
    `  return number % 100 === 0 ? fetch('https://host${number % 100}.example.com/') : load${before}(client);`,
    '}',
    '',
  ].join('\n');
}

function scan() {
  const started = performance.now();
  const command = ['scan', root, '--no-cache', '--quiet', '--format', 'json'];
  const { stderr, status } = spawnSync(
    process.execPath,
    ['--import', meter, main, ...command, '--output', '/dev/null'],
    { encoding: 'utf8' },
  );
  const seconds = (performance.now() - started) / 1000;
  const [kilobytes, micros] = stderr.trim().split('\n').at(-1).split(' ').map(Number);
  const figures = `${seconds.toFixed(1)} s, ${(micros / 1e6).toFixed(1)} s of processor`;
  return `${figures}, ${(kilobytes / 1024).toFixed(0)} MB, exit code ${status}`;
}
