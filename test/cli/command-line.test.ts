import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { assessmentSchema } from '../../src/model/assessment.js';
import { freshCommandLine } from '../workshop/fresh-build.js';

let folder = '';
let main = '';

beforeAll(() => {
  main = join(process.cwd(), freshCommandLine());
  folder = mkdtempSync(join(tmpdir(), 'resilint-cli-'));
  for (const name of ['app/src', 'empty', 'broken'])
    mkdirSync(join(folder, name), { recursive: true });
  writeFileSync(join(folder, 'app/package.json'), '{ "name": "app" }');
  writeFileSync(
    join(folder, 'app/src/users.ts'),
    'export async function loadUser(id: string) {\n  return fetch(`https://users.example.com/${id}`);\n}\n',
  );
  writeFileSync(join(folder, 'app/src/ping.ts'), "await fetch('https://ping.example.com/');\n");
  writeFileSync(join(folder, 'broken/a.ts'), 'const = ;\n');
});

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

function resilint(...words: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [main, ...words], {
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: '' },
  });
  return { status, stdout, stderr };
}

describe('resilint scan', () => {
  test('prints the calls and nothing on stderr', () => {
    const { status, stdout, stderr } = resilint('scan', 'app');
    expect(stderr).toBe('');
    expect(stdout).toContain('src/users.ts:2:10  fetch  in loadUser\n');
    expect(stdout).toContain('2 outbound calls to 2 dependencies in 2 files\n');
    expect(status).toBe(0);
  });

  test('prints a valid assessment without absolute paths as JSON', () => {
    const { status, stdout } = resilint('scan', 'app', '--format', 'json');
    const assessment = assessmentSchema.parse(JSON.parse(stdout));
    expect(assessment.calls.map(({ file }) => file)).toEqual(['src/ping.ts', 'src/users.ts']);
    expect(stdout).not.toContain(folder);
    expect(status).toBe(0);
  });

  test('gives the same bytes again, with and without the cache', () => {
    const [first, ...others] = [[], [], ['--no-cache']].map(
      (words) => resilint('scan', 'app', '--format', 'json', ...words).stdout,
    );
    expect(others).toEqual([first, first]);
  });

  test('searches what is included and not excluded', () => {
    const included = resilint('scan', 'app', '--include', 'src/p*.ts', '--include', 'src/u*.ts');
    expect(included.stdout).toContain('2 outbound calls');
    const excluded = resilint('scan', 'app', '--exclude', 'src/ping.ts');
    expect(excluded.stdout).toContain('1 outbound call to 1 dependency in 1 file\n');
  });

  test('writes the result to a file and says so, unless it is to be quiet', () => {
    const spoken = resilint('scan', 'app', '--output', 'result.json', '--format', 'json');
    expect(spoken.stdout).toBe('');
    expect(spoken.stderr).toBe('2 calls in 2 files, written to result.json\n');
    const { calls } = assessmentSchema.parse(
      JSON.parse(readFileSync(join(folder, 'result.json'), 'utf8')),
    );
    expect(calls).toHaveLength(2);
    const quiet = resilint('scan', 'app', '--output', 'quiet.txt', '--quiet');
    expect(quiet).toEqual({ status: 0, stdout: '', stderr: '' });
  });
});

describe('wrong use ends with 2 and says what to do:', () => {
  test.each([
    [['scan', 'nowhere'], 'There is no folder "nowhere"'],
    [['scan', 'app/package.json'], '"app/package.json" is not a folder'],
    [['scan', 'app', '--output', 'no/such/file'], 'there is no folder "no/such"'],
    [['scan', 'app', '--output', 'empty'], 'it is a folder'],
    [['scan', '--format', 'xml'], 'Allowed choices are text, json'],
    [['scan', '--fromat', 'json'], 'Did you mean --format?'],
    [['scna'], 'Did you mean scan?'],
    [[], 'Usage: resilint'],
  ])('%j', (words, said) => {
    const { status, stdout, stderr } = resilint(...words);
    expect(stderr).toContain(said);
    expect(stderr).not.toContain('    at ');
    expect(stdout).toBe('');
    expect(status).toBe(2);
  });
});

describe('an incomplete analysis ends with 3', () => {
  test('where there are no source files', () => {
    const { status, stderr } = resilint('scan', 'empty');
    expect(stderr).toContain('There are no source files to analyse in "empty"');
    expect(status).toBe(3);
  });

  test('where files cannot be parsed, and still prints what was found', () => {
    const { status, stdout, stderr } = resilint('scan', 'broken');
    expect(stdout).toMatch(/a\.ts:1:\d+ {2}\S/);
    expect(stderr).toContain('1 of 1 source file in "broken" could not be parsed');
    expect(status).toBe(3);
  });
});

describe('resilint', () => {
  test('tells its version and its commands', () => {
    const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
    expect(resilint('--version')).toEqual({ status: 0, stdout: `${version}\n`, stderr: '' });
    expect(resilint('--help').stdout).toContain('scan [options] [dir]');
  });

  test('loads neither parser nor catalogue to tell them', () => {
    const hook =
      'export const resolve = (name, context, next) => (process._rawDebug(name), next(name, context));';
    const spy = join(folder, 'spy.mjs');
    writeFileSync(
      spy,
      `import { register } from 'node:module';\nregister(${JSON.stringify(`data:text/javascript,${hook}`)});\n`,
    );
    const { stderr } = spawnSync(process.execPath, ['--import', spy, main, '--help'], {
      encoding: 'utf8',
    });
    const loaded = stderr
      .split('\n')
      .filter((name) => /^\.\/chunk-\w+\.js$/.test(name))
      .map((name) => readFileSync(join('dist/cli', name), 'utf8'))
      .concat(readFileSync(main, 'utf8'), stderr)
      .join('\n');
    expect(loaded).toContain('dist/cli/program.js');
    expect(loaded).not.toMatch(/oxc-parser|io\/rule-pack\.js|zod|cli\/scan-command\.js/);
  });

  test('lists the clients it knows', () => {
    expect(resilint('catalog').stdout).toMatch(/^axios +http +axios/m);
    const clients = JSON.parse(resilint('catalog', '--format', 'json').stdout) as unknown[];
    expect(clients).toContainEqual(expect.objectContaining({ client: 'axios', kind: 'http' }));
  });

  test('ends quietly when the reader of its output leaves', () => {
    const command = `"${process.execPath}" "${main}" catalog --format json | head -n 1`;
    const { stdout, stderr } = spawnSync('bash', ['-c', command], { encoding: 'utf8' });
    expect(stdout).toBe('[\n');
    expect(stderr).toBe('');
  });
});
