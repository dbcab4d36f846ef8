// Edits a checkout of somebody else's repository by every codemod, and measures what that does to it:
//   node bench/fix/trial.mjs <folder> [--tests "<command>"] [--only <codemod>] [--verify parse]
// The folder is a git checkout without changes, its packages installed with --ignore-scripts. Its own
// compiler and tests are run, which `resilint fix` itself never does. Everything is undone at the end.
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { scanOf, scoresOf, verdictsOf } from './rescan.mjs';

const cli = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url));
const [folder = '.', ...rest] = process.argv.slice(2);
const root = resolve(folder);
/** @param {string} name */
const option = (name) => (rest.includes(name) ? rest[rest.indexOf(name) + 1] : undefined);
const tests = option('--tests');
const only = option('--only');
const verify = option('--verify');
const scope = [
  ...(only === undefined ? [] : ['--only', only]),
  ...(verify === undefined ? [] : ['--verify', verify]),
];

/** @param {readonly string[]} args */
function fix(...args) {
  const flags = ['fix', root, '--unsafe', '--vendor', '--no-cache', '--quiet', ...scope, ...args];
  const { status, stdout, stderr } = spawnSync(process.execPath, [cli, ...flags], {
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  if (status !== 0 && status !== 1) throw new Error(stderr);
  return stdout;
}

/** @param {readonly string[]} args */
const git = (...args) => execFileSync('git', ['-C', root, ...args], { encoding: 'utf8' });
/** Of everything that git does not ignore. */
function treeHash() {
  const index = join(root, '.git', 'trial-index');
  const env = { ...process.env, GIT_INDEX_FILE: index };
  execFileSync('git', ['-C', root, 'add', '--all'], { env });
  const hash = execFileSync('git', ['-C', root, 'write-tree'], { env, encoding: 'utf8' }).trim();
  rmSync(index);
  return hash;
}

/** Errors of the compiler, without their places. */
function typeErrors() {
  if (!existsSync(join(root, 'tsconfig.json'))) return null;
  if (!existsSync(join(root, 'node_modules/.bin/tsc'))) return null;
  const { stdout } = spawnSync('npx', ['tsc', '--noEmit', '--pretty', 'false', '-p', '.'], {
    cwd: root,
    encoding: 'utf8',
  });
  const found = stdout.match(/^\S.*error TS\d+.*$/gm) ?? [];
  return found.map((line) => line.replace(/\(\d+,\d+\)/, ''));
}

/** What the tests say at their end: how many passed and failed. */
function testResult() {
  if (tests === undefined) return null;
  const { stdout, stderr } = spawnSync('sh', ['-c', tests], {
    cwd: root,
    encoding: 'utf8',
    env: { ...process.env, CI: 'true' },
    maxBuffer: 1 << 28,
  });
  const lines = `${stdout}\n${stderr}`.replaceAll(/\u001B\[[\d;]*m/g, '').split('\n');
  const told = lines.filter((line) => /^\s*(Tests:?\s|\d+ (passing|failing|pending))/.test(line));
  return told.map((line) => line.replace(/\(.*\)/, '').trim()).join(', ');
}

/** @param {readonly string[] | null} before @param {readonly string[] | null} after */
function added(before, after) {
  const left = [...(before ?? [])];
  return (after ?? []).filter((error) => {
    const index = left.indexOf(error);
    if (index >= 0) left.splice(index, 1);
    return index < 0;
  });
}

const errorsBefore = typeErrors();
const testsBefore = testResult();
// The compiler and the tests may leave something behind.
const clean = treeHash();
const before = scanOf(root);
/** @type {{ sites: (import('./rescan.mjs').Site & { applied: boolean, safety: string, reason?: string })[], files: { copied?: true }[], notes: string[] }} */
const plan = JSON.parse(fix('--format', 'json'));
if (treeHash() !== clean) throw new Error('a dry run has changed something');
const patch = fix('--format', 'patch');
if (patch !== '') execFileSync('git', ['-C', root, 'apply', '--check', '-'], { input: patch });
fix('--write');
const changed = git('diff', '--numstat').trim().split('\n').filter(Boolean);
const after = scanOf(root);
const again = JSON.parse(fix('--format', 'json', '--allow-dirty'));
linkRuntime();
const newErrors = added(errorsBefore, typeErrors());
const testsAfter = testResult();
rmSync(join(root, 'node_modules/@resilint'), { recursive: true, force: true });
if (plan.files.length > 0) execFileSync(process.execPath, [cli, 'undo', root]);
const applied = plan.sites.filter((site) => site.applied);
/** @type {Record<string, number>} */
const notEdited = {};
for (const { applied: isDone, reason, safety } of plan.sites)
  if (!isDone) notEdited[reason ?? safety] = (notEdited[reason ?? safety] ?? 0) + 1;
console.log(
  JSON.stringify(
    {
      repository: root.split('/').at(-1),
      commit: git('rev-parse', '--short', 'HEAD').trim(),
      edits: applied.length,
      changedLines: changed.map((line) => line.split('\t').slice(0, 2).join('/')).join(' '),
      rolledBack: plan.sites.filter(({ reason }) => reason === 'type-error').length,
      notEdited,
      newTypeErrors: newErrors,
      typeErrorsBefore: errorsBefore?.length ?? null,
      secondRunEdits: again.files.length,
      undone: treeHash() === clean,
      unparsed: after.coverage.failed.length - before.coverage.failed.length,
      verdicts: verdictsOf({ before, after, sites: applied }),
      maturity: scoresOf({ before, after, sites: applied }),
      tests: { before: testsBefore, after: testsAfter },
      notes: plan.notes,
    },
    null,
    2,
  ),
);

/** As an installation would do with the copy. */
function linkRuntime() {
  if (!existsSync(join(root, 'vendor/resilint-runtime'))) return;
  mkdirSync(join(root, 'node_modules/@resilint'), { recursive: true });
  symlinkSync(join(root, 'vendor/resilint-runtime'), join(root, 'node_modules/@resilint/runtime'));
}
