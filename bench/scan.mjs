#!/usr/bin/env node
// @ts-nocheck: a script for hand use, run by Node as it stands.
/**
 * Times `resilint scan` against linters as whole processes, in turn in one run: `oxlint` (default
 * rules), `ast-grep` (one pattern) and, where asked for, ESLint (one core rule, TypeScript parser).
 *
 *   npm run bench:scan -- <folder> [<folder> …] [--runs 5] [--eslint]
 *
 * The peers are installed into a temporary folder. Prints wall and CPU seconds and peak memory
 * (median and minimum), and the ratio of the medians. Build first: the built command is measured,
 * by the Node that runs this script.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { figuresIn, figuresInto } from './process-figures.mjs';

const PEERS = ['oxlint@1.94.0', '@ast-grep/cli@0.51.1'];
const ESLINT = ['eslint@9.39.5', '@typescript-eslint/parser@8.73.0'];
const ESLINT_CONFIG = `import parser from '@typescript-eslint/parser';
export default [{
  files: ['**/*.{js,jsx,ts,tsx,mjs,cjs,mts,cts}'],
  languageOptions: { parser, parserOptions: { ecmaFeatures: { jsx: true } } },
  linterOptions: { noInlineConfig: true },
  rules: { 'no-eval': 'error' },
}];
`;
const repository = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const resilint = path.join(repository, 'dist/cli/main.js');

const { folders, runs, eslint } = readArguments(process.argv.slice(2));
if (!existsSync(resilint)) fail('dist/ is missing: run `npm run build` first');
if (!existsSync('/usr/bin/time')) fail('/usr/bin/time is missing: install the package "time"');

const temporary = mkdtempSync(path.join(tmpdir(), 'resilint-bench-'));
try {
  const commands = contestants();
  for (const folder of folders) report(folder, measure(commands, folder));
} finally {
  rmSync(temporary, { recursive: true, force: true });
}

function contestants() {
  const packages = eslint ? [...PEERS, ...ESLINT] : PEERS;
  const options = ['--no-audit', '--no-fund', '--loglevel=error'];
  const install = spawnSync('npm', ['install', '--prefix', temporary, ...options, ...packages], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  if (install.status !== 0) fail(`${packages.join(' ')} could not be installed`);
  const scan = [process.execPath, resilint, 'scan', '--format', 'json', '--quiet'];
  const bin = (name) => path.join(temporary, 'node_modules/.bin', name);
  return [
    { name: 'resilint, no cache', command: [...scan, '--no-cache'] },
    { name: 'resilint, second run', command: scan },
    { name: 'oxlint', command: [bin('oxlint'), '--quiet'] },
    { name: 'ast-grep', command: [bin('ast-grep'), 'scan', '--inline-rules', patterns()] },
    ...(eslint ? [{ name: 'ESLint', command: eslintCommand(bin('eslint')) }] : []),
  ];
}

/** One pattern, once for each of the languages. */
function patterns() {
  return ['TypeScript', 'Tsx', 'JavaScript']
    .map((language) => `id: ${language}\nlanguage: ${language}\nrule: { pattern: fetch($$$) }`)
    .join('\n---\n');
}

function eslintCommand(bin) {
  const config = path.join(temporary, 'eslint.config.mjs');
  writeFileSync(config, ESLINT_CONFIG);
  return [process.execPath, '--max-old-space-size=8000', bin, '--quiet', '--config', config];
}

function measure(commands, folder) {
  const samples = new Map(commands.map(({ name }) => [name, []]));
  for (let run = -1; run < runs; run++) {
    for (const { name, command } of commands) {
      const sample = timed(command, folder);
      if (run >= 0) samples.get(name).push(sample);
    }
  }
  return samples;
}

function timed([command, ...rest], folder) {
  const figures = path.join(temporary, 'figures');
  spawnSync('/usr/bin/time', [...figuresInto(figures), command, ...rest, '.'], {
    cwd: folder,
    stdio: 'ignore',
    env: { ...process.env, XDG_CACHE_HOME: path.join(temporary, 'cache') },
  });
  return figuresIn(figures);
}

function report(folder, samples) {
  const peer = median(samples.get('oxlint').map(({ wall }) => wall));
  console.log(`\n${folder} (${runs} runs, Node ${process.version})`);
  console.log(['command', 'wall s (min)', 'cpu s', 'memory MB', 'wall / oxlint'].join('\t'));
  for (const [name, list] of samples) {
    const wall = list.map((sample) => sample.wall);
    const cells = [
      `${median(wall).toFixed(2)} (${Math.min(...wall).toFixed(2)})`,
      median(list.map(({ cpu }) => cpu)).toFixed(2),
      median(list.map(({ megabytes }) => megabytes)).toFixed(0),
      (median(wall) / peer).toFixed(2),
    ];
    console.log([name, ...cells].join('\t'));
  }
}

function median(numbers) {
  const sorted = numbers.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

function readArguments(argv) {
  const given = argv.filter((argument) => argument !== '--eslint');
  const at = given.indexOf('--runs');
  const runs = at < 0 ? 5 : Number(given[at + 1]);
  const folders = given.filter((_, index) => at < 0 || (index !== at && index !== at + 1));
  if (folders.length === 0 || !Number.isInteger(runs) || runs < 1) {
    fail('usage: npm run bench:scan -- <folder> [<folder> …] [--runs 5] [--eslint]');
  }
  return {
    folders: folders.map((folder) => path.resolve(folder)),
    runs,
    eslint: given.length < argv.length,
  };
}

function fail(message) {
  console.error(message);
  process.exit(2);
}
