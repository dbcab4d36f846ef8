import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { temporaryTree, type Tree } from '../io/temporary-tree.js';
import { freshCommandLine } from '../workshop/fresh-build.js';
import { call } from './hostile-case.js';

let main = '';

beforeAll(() => {
  main = join(process.cwd(), freshCommandLine());
});

function resilint(folder: string, ...words: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [main, ...words], {
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: '' },
  });
  return { status, stdout, stderr };
}

const evil = '::error::a\x1b[2J\u202eb\n##[error]c';

const sound: Tree = Object.fromEntries(
  Array.from({ length: 40 }, (_, index) => [`sound/${String(index)}.ts`, call]),
);

describe('the command line, given hostile names,', () => {
  it('says which files failed, escaped, finds the rest and ends with 0', () => {
    const root = temporaryTree({ ...sound, [`${evil}.ts`]: 'const = ;\n' });
    const { status, stdout, stderr } = resilint(root, 'scan', '--no-cache');
    expect(stdout).toContain(String.raw`\x3a:error::a\x1b[2J\u{202e}b\n#\x23[error]c.ts:1:7`);
    expect(stdout).toContain('40 outbound calls');
    expect(stdout).not.toMatch(/[\x1b\u202e]|^\s*::|##\[/m);
    expect(stderr).toBe('');
    expect(status).toBe(0);
  });

  it('ends with 3 where more than 5 % of the files failed, and still tells what it found', () => {
    const broken = Object.fromEntries(
      [1, 2, 3].map((index) => [`${evil}${String(index)}.ts`, 'const = ;\n']),
    );
    const { status, stdout, stderr } = resilint(temporaryTree({ ...sound, ...broken }), 'scan');
    expect(stdout).toContain('40 outbound calls');
    expect(stderr).toMatch(/^error: 3 of 43 source files .* could not be parsed/);
    expect(status).toBe(3);
  });

  it('ends with 0 where only settings are broken, and lists them', () => {
    const root = temporaryTree({ 'a.ts': call, 'package.json': '{', 'tsconfig.json': '[' });
    const { status, stdout } = resilint(root, 'scan');
    expect(stdout).toContain('package.json:1:2');
    expect(stdout).toContain('tsconfig.json:1:2');
    expect(status).toBe(0);
  });

  it('ends with 3 where there is nothing to scan', () => {
    const { status, stderr } = resilint(temporaryTree({ 'a.txt': '' }), 'scan');
    expect(stderr).toContain('There are no source files to analyse');
    expect(status).toBe(3);
  });

  it('ends with 2 where the folder or the output is not there, and escapes their names', () => {
    const root = temporaryTree({ 'a.ts': call });
    for (const words of [[evil], ['.', '--output', `${evil}/x`]]) {
      const { status, stderr } = resilint(root, 'scan', ...words);
      expect(stderr).not.toMatch(/[\x1b\u202e]|^\s*::|##\[/m);
      expect(stderr).toContain(String.raw`\x1b[2J`);
      expect(status).toBe(2);
    }
    const written = resilint(root, 'scan', '--output', `${evil.replaceAll('/', '')}.txt`);
    expect(written.stderr).toContain(String.raw`written to \x3a:error`);
    expect(written.status).toBe(0);
  });
});
