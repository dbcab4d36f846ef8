import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freshCommandLine } from './fresh-build.js';

let installed = '';
let files: string[] = [];

/** Copies what npm would publish to a folder of its own, next to nothing of this repository. */
beforeAll(() => {
  freshCommandLine();
  installed = mkdtempSync(join(tmpdir(), 'resilint-package-'));
  const listing = execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const [packed] = JSON.parse(listing) as [{ files: { path: string }[] }];
  files = packed.files.map(({ path }) => path);
  for (const file of files) cpSync(file, join(installed, file));
  symlinkSync(resolve('node_modules'), join(installed, 'node_modules'));
  // npm and the copies wait for their turn where all processors are busy.
}, 60_000);

afterAll(() => {
  rmSync(installed, { recursive: true, force: true });
});

describe('the published package', () => {
  it('holds every file that package.json refers to', () => {
    const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as {
      bin: Record<string, string>;
      exports: Record<string, string | Record<string, string>>;
    };
    const referred = [manifest.bin, manifest.exports].flatMap(leaves);
    expect(referred.map((file) => file.replace('./', '')).filter(isMissing)).toEqual([]);
  });

  it('holds the compiled rules and the licence, and no tests, scripts or sources', () => {
    expect(files).toEqual(
      expect.arrayContaining([
        'rules/compiled.json',
        'templates/compiled.mjs',
        'LICENSE',
        'README.md',
      ]),
    );
    const published = new Set(files.map((file) => dirname(file).split('/')[0]));
    expect([...published].sort()).toEqual(['.', 'dist', 'rules', 'templates']);
  });

  it('scans a repository from its own folder', () => {
    const main = join(installed, 'dist/cli/main.js');
    const output = execFileSync(process.execPath, [main, 'scan', 'fixtures/express-orders'], {
      encoding: 'utf8',
    });
    expect(output).not.toBe('');
  });

  it('writes a report from its own folder', () => {
    const main = join(installed, 'dist/cli/main.js');
    const page = join(installed, 'report.html');
    execFileSync(process.execPath, [main, 'report', 'fixtures/own-clients', '-o', page]);
    expect(readFileSync(page, 'utf8')).toContain('What an outage would hit');
  });
});

function isMissing(file: string): boolean {
  return !files.includes(file);
}

function leaves(value: object | string): string[] {
  return typeof value === 'string' ? [value] : Object.values(value).flatMap(leaves);
}
