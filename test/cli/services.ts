import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryTree } from '../io/temporary-tree.js';
import { freshCommandLine } from '../workshop/fresh-build.js';

/** The built command line. */
export const main = join(process.cwd(), freshCommandLine());

export const environment = {
  ...process.env,
  NO_COLOR: '1',
  FORCE_COLOR: '',
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_NOSYSTEM: '1',
};

export function run(folder: string, program: string, words: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(program, words, {
    cwd: folder,
    encoding: 'utf8',
    env: environment,
  });
  return { status, stdout, stderr };
}

export const resilint = (folder: string, ...words: string[]) =>
  run(folder, process.execPath, [main, ...words, '--today', '2026-06-30']);

export function git(folder: string, ...words: string[]): string {
  const named = ['-c', 'user.name=a', '-c', 'user.email=a@example.com', ...words];
  const { status, stdout, stderr } = run(folder, 'git', named);
  if (status !== 0) throw new Error(stderr);
  return stdout.trim();
}

export function commit(folder: string, message: string): string {
  git(folder, 'add', '-A');
  git(folder, 'commit', '-q', '-m', message);
  return git(folder, 'rev-parse', 'HEAD');
}

/** A realistic service in a repository of its own. */
export function service(fixture: string): string {
  const folder = temporaryTree({});
  cpSync(join('fixtures', fixture), folder, { recursive: true });
  for (const file of ['assessment.json', 'expected-calls.json']) rmSync(join(folder, file));
  git(folder, 'init', '-q', '-b', 'main');
  mkdirSync(join(folder, '.github'));
  writeFileSync(join(folder, '.github/CODEOWNERS'), '* @acme/orders\n');
  commit(folder, 'the service');
  return folder;
}

export function replace(path: string, text: string | RegExp, by: string): void {
  const before = readFileSync(path, 'utf8');
  const after = before.replace(text, by);
  if (after === before) throw new Error(`${path} does not hold ${String(text)}`);
  writeFileSync(path, after);
}
