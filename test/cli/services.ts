import { spawnSync } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, vi } from 'vitest';
import { reportFailure } from '../../src/cli/failure.js';
import { createProgram } from '../../src/cli/program.js';
import { temporaryTree } from '../io/temporary-tree.js';
import { freshCommandLine } from '../workshop/fresh-build.js';

/** The built command line. */
export const main = join(process.cwd(), freshCommandLine());

const settings = {
  NO_COLOR: '1',
  FORCE_COLOR: '',
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_NOSYSTEM: '1',
};

export const environment = { ...process.env, ...settings };

export function run(folder: string, program: string, words: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(program, words, {
    cwd: folder,
    encoding: 'utf8',
    env: environment,
  });
  return { status, stdout, stderr };
}

const DAY = ['--today', '2026-06-30'] as const;

/** The command line of the sources in a folder. Ten times as fast as a process of its own. */
export async function resilint(folder: string, ...words: string[]) {
  const result = { status: 0, stdout: '', stderr: '' };
  const keep = (stream: 'stdout' | 'stderr') =>
    vi.spyOn(process[stream], 'write').mockImplementation((text) => {
      result[stream] += String(text);
      return true;
    });
  const spies = [keep('stdout'), keep('stderr')];
  for (const [name, value] of Object.entries(settings)) vi.stubEnv(name, value);
  const before = process.cwd();
  process.chdir(folder);
  try {
    await createProgram().parseAsync([...words, ...DAY], { from: 'user' });
    result.status = Number(process.exitCode ?? 0);
  } catch (error) {
    result.status = reportFailure(error);
  } finally {
    process.exitCode = undefined;
    process.chdir(before);
    vi.unstubAllEnvs();
    for (const spy of spies) spy.mockRestore();
  }
  return result;
}

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
  fill(folder, fixture);
  return folder;
}

function fill(folder: string, fixture: string): void {
  cpSync(join('fixtures', fixture), folder, { recursive: true });
  for (const file of ['assessment.json', 'expected-calls.json']) rmSync(join(folder, file));
  git(folder, 'init', '-q', '-b', 'main');
  mkdirSync(join(folder, '.github'));
  writeFileSync(join(folder, '.github/CODEOWNERS'), '* @acme/orders\n');
  commit(folder, 'the service');
}

const gated = new Map<string, string>();

afterAll(() => {
  for (const folder of gated.values()) rmSync(folder, { recursive: true, force: true });
});

/** The same after `resilint init`, committed: made once in a file of tests, and copied. */
export async function gatedService(fixture: string): Promise<string> {
  const folder = temporaryTree({});
  cpSync(gated.get(fixture) ?? (await firstGated(fixture)), folder, { recursive: true });
  return folder;
}

async function firstGated(fixture: string): Promise<string> {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'resilint-gated-')));
  gated.set(fixture, folder);
  fill(folder, fixture);
  const { status, stderr } = await resilint(folder, 'init');
  if (status !== 0 || stderr !== '') throw new Error(stderr);
  commit(folder, 'add resilint');
  return folder;
}

export const head = (folder: string): string => git(folder, 'rev-parse', 'HEAD');

export function replace(path: string, text: string | RegExp, by: string): void {
  const before = readFileSync(path, 'utf8');
  const after = before.replace(text, by);
  if (after === before) throw new Error(`${path} does not hold ${String(text)}`);
  writeFileSync(path, after);
}
