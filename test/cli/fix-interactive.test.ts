import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { chosenSites } from '../../src/cli/fix/dialogue.js';
import { fix } from '../../src/fix.js';
import type { PlannedFix } from '../../src/model/fix.js';
import { temporaryTree } from '../io/temporary-tree.js';
import { commit, environment, git, main, run } from './services.js';

vi.setConfig({ testTimeout: 60_000 });

beforeEach(() => {
  vi.stubEnv('XDG_CACHE_HOME', temporaryTree({}));
  return () => vi.unstubAllEnvs();
});

const FILES = {
  'package.json':
    '{ "name": "a", "version": "1.0.0", "main": "src/index.js", "type": "module", "engines": { "node": ">=20.19" } }\n',
  'src/a.js': `export const a = async () => (await fetch('https://a.example.com/')).status;\n`,
  'src/b.js': `export const b = async () => (await fetch('https://b.example.com/')).status;\n`,
  'src/c.js': `export const c = () => {\n  const answer = fetch('https://c.example.com/\u001B[2J');\n  return answer;\n};\n`,
};

const plan = (only: readonly string[]): Promise<PlannedFix> =>
  fix({ ...{ root: temporaryTree(FILES), cache: false, unsafe: true }, verify: 'parse', only });

/** What is chosen by somebody who answers with these lines, and what they have seen. */
async function answering(planned: PlannedFix, ...lines: readonly string[]) {
  const [input, output] = [new PassThrough(), new PassThrough()];
  input.end(lines.map((line) => `${line}\n`).join(''));
  const chosen = await chosenSites(planned, { input, output, color: false });
  output.end();
  return { chosen: chosen.map(({ file }) => file), seen: await text(output) };
}

const timeouts = ['add-timeout'];

describe('the dialogue', () => {
  it('chooses what is answered with yes', async () => {
    const planned = await plan(timeouts);
    const { chosen, seen } = await answering(planned, 'y', 'n', ' Y ');
    expect(chosen).toEqual(['src/a.js', 'src/c.js']);
    expect(seen.match(/\d of 3, unsafe: make this edit/g)).toEqual([
      '1 of 3, unsafe: make this edit',
      '2 of 3, unsafe: make this edit',
      '3 of 3, unsafe: make this edit',
    ]);
    expect(seen).toContain('  src/b.js:1:37  add-timeout: signal of fetch · ');
  });

  it('goes on for those that say all, and ends for those that quit', async () => {
    const planned = await plan(timeouts);
    expect((await answering(planned, 'n', 'a')).chosen).toEqual(['src/b.js', 'src/c.js']);
    expect((await answering(planned, 'y', 'q')).chosen).toEqual(['src/a.js']);
    expect((await answering(planned, 'q')).chosen).toEqual([]);
  });

  it('asks again about what is less sure', async () => {
    const planned = await plan(['add-breaker']);
    const safeties = planned.sites.map(({ safety }) => safety);
    expect(safeties).toEqual(['unsafe', 'unsafe', 'suggestion']);
    const { chosen, seen } = await answering(planned, 'a', 'n');
    expect(chosen).toEqual(['src/a.js', 'src/b.js']);
    expect(seen).toContain('3 of 3, suggestion: make this edit');
    expect(seen).toContain('promise-kept');
  });

  it('explains itself to whoever answers otherwise', async () => {
    const { chosen, seen } = await answering(await plan(timeouts), '', 'yes', '?', 'q');
    expect(chosen).toEqual([]);
    expect(seen.match(/y: make this edit\n/g)).toHaveLength(3);
  });

  it('shows each edit as it comes to those before', async () => {
    const planned = await plan(['add-breaker']);
    const { seen } = await answering(planned, 'y', 'n', 'y');
    const [first = '', second = '', third = ''] = seen.split('make this edit [');
    expect(first).toContain('+++ b/package.json');
    expect(first).toContain('+export const aExampleComPolicy');
    expect(second).not.toContain('package.json');
    expect(third).toContain('+export const cExampleCom');
    expect(third).toContain('@@ -8,3 +8,9 @@');
    expect(third).not.toContain('bExampleComPolicy');
    // What strangers wrote does not move the cursor.
    expect(seen).not.toContain('\u001B[2J');
  });

  it('verifies by itself what is said yes to, and leaves what does not hold', async () => {
    const planned = await plan(timeouts);
    const asked: string[] = [];
    const verifiedAlone: PlannedFix['verifiedAlone'] = async (site) => {
      asked.push(site.file);
      const own = await planned.verifiedAlone(site);
      return site.file === 'src/a.js' ? 'the type checker would find a new error' : own;
    };
    const { chosen, seen } = await answering({ ...planned, verifiedAlone }, 'y', 'n', 'a');
    expect(asked).toEqual(['src/a.js', 'src/c.js']);
    expect(chosen).toEqual(['src/c.js']);
    expect(seen).toContain('src/a.js:1: not made; by itself, the type checker would find a new');
  });

  it('chooses nothing where it is broken off', async () => {
    const planned = await plan(timeouts);
    await expect(answering(planned, 'y')).rejects.toThrow('The questions were broken off');
  });

  it('chooses plans that tell what they do, and no more', async () => {
    const planned = await plan(['add-breaker']);
    const none = planned.choosing([]);
    expect([none.files, none.notes]).toEqual([[], []]);
    const one = planned.choosing(planned.sites.slice(0, 1));
    expect(one.sites.map(({ applied }) => applied)).toEqual([true, false, false]);
    expect(one.files).toEqual(planned.filesWith(planned.sites.slice(0, 1)));
    expect(one.filesWith(one.sites.slice(0, 1))).toEqual(one.files);
    expect(one.notes).toHaveLength(1);
  });
});

function repository(): string {
  const folder = temporaryTree(FILES);
  git(folder, 'init', '-q', '-b', 'main');
  commit(folder, 'the service');
  git(folder, 'config', 'user.name', 'Ada');
  git(folder, 'config', 'user.email', 'ada@example.com');
  return folder;
}

const hasTerminals = spawnSync('script --version', { shell: true, encoding: 'utf8' }).stdout;

/** Runs it in a terminal of its own, in which each question is answered by the next of these keys. */
async function inTerminal(folder: string, keys: readonly string[], ...words: readonly string[]) {
  const command = [process.execPath, main, 'fix', '--interactive', ...words].join(' ');
  const terminal = spawn('script', ['-qec', command, '/dev/null'], {
    ...{ cwd: folder, env: { ...environment }, timeout: 30_000 },
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  let [shown, asked] = ['', 0];
  terminal.stdout.on('data', (data: Buffer) => {
    shown += data.toString();
    while (shown.split('[y,n,a,q,?]? ').length - 1 > asked && asked < keys.length)
      terminal.stdin.write(keys[asked++] ?? '');
  });
  const [status] = (await once(terminal, 'close')) as [number | null];
  return { status, stdout: shown };
}

describe.runIf(hasTerminals.includes('util-linux'))('fix --interactive in a terminal', () => {
  const words = ['--unsafe', '--only', 'add-timeout'];

  it('writes what was chosen, and nothing else', async () => {
    const folder = repository();
    const { status, stdout } = await inTerminal(folder, ['n\n', 'y\n', 'q\n'], ...words);
    expect(stdout).toContain('1 file written as run 1');
    expect(status).toBe(0);
    expect(git(folder, 'diff', '--name-only')).toBe('src/b.js');
  });

  it('commits what was chosen', async () => {
    const folder = repository();
    await inTerminal(folder, ['y\n', 'n\n', 'y\n'], ...words, '--commit', 'per-dependency');
    expect(git(folder, 'log', '-2', '--reverse', '--format=%s').split('\n')).toEqual([
      'fix(resilience): bound calls to a.example.com',
      expect.stringMatching(/^fix\(resilience\): bound calls to c\.example\.com/),
    ]);
    expect(git(folder, 'status', '--porcelain')).toBe('');
  });

  it.each([
    ['Ctrl-C', '\u0003'],
    ['Ctrl-D', '\u0004'],
  ])('writes nothing after %s', async (_, key) => {
    const folder = repository();
    const { status, stdout } = await inTerminal(folder, ['y\n', key], ...words);
    expect(stdout).toContain('The questions were broken off');
    expect(status).toBe(2);
    expect(git(folder, 'status', '--porcelain')).toBe('');
  });

  it('asks nothing where files have changes of others', async () => {
    const folder = repository();
    writeFileSync(join(folder, 'src/b.js'), `${FILES['src/b.js']}// mine\n`);
    const { status, stdout } = await inTerminal(folder, [], ...words);
    expect(stdout).toContain('1 file to edit would mix with changes');
    expect(stdout).not.toContain('make this edit');
    expect(status).toBe(2);
    expect(readFileSync(join(folder, 'src/b.js'), 'utf8')).toContain('// mine');
  });
});

describe('fix --interactive without a terminal', () => {
  it('says so, and does nothing', () => {
    const folder = repository();
    const { status, stderr } = run(folder, process.execPath, [main, 'fix', '--interactive']);
    expect([status, stderr]).toEqual([
      2,
      'error: There is no terminal to ask in\nLeave --interactive out, and name what you want with --only.\n',
    ]);
  });
});
