import { spawnSync } from 'node:child_process';
import {
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
  chmodSync,
} from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { undoChanges, writeChanges, type FileChange } from '../../src/io/journal/journal.js';
import { freshCommandLine } from '../workshop/fresh-build.js';
import { temporaryTree } from './temporary-tree.js';

let cache = '';

beforeEach(() => {
  cache = temporaryTree({});
  vi.stubEnv('XDG_CACHE_HOME', cache);
  return () => vi.unstubAllEnvs();
});

const FILES = { 'bom.ts': '\uFEFFa\r\nb', 'lf.js': 'x\n', 'deep/é.ts': 'one\r\n\ttwo' };
const changes: readonly FileChange[] = [
  ...Object.entries(FILES).map(([file, before]) => ({ file, before, after: `${before}// more` })),
  { file: 'new/made.ts', before: null, after: 'export {};\n' },
];

const contentOf = (root: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    readdirSync(root, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .sort()
      .map((path) => [path.slice(root.length + 1), readFileSync(path).toString('hex')]),
  );

describe('the journal', () => {
  it('restores the exact bytes and permissions, and removes what was made', () => {
    const root = temporaryTree(FILES);
    chmodSync(join(root, 'lf.js'), 0o755);
    const before = contentOf(root);
    writeChanges(root, changes);
    expect(Object.keys(contentOf(root))).toContain('new/made.ts');
    expect(statSync(join(root, 'lf.js')).mode & 0o777).toBe(0o755);
    undoChanges(root);
    expect(contentOf(root)).toEqual(before);
    expect(statSync(join(root, 'lf.js')).mode & 0o777).toBe(0o755);
  });

  it('removes the folders that were made, unless something else is in them', () => {
    const root = temporaryTree({ 'there/empty/.keep': '' });
    rmSync(join(root, 'there/empty/.keep'));
    const made = ['there/new/deep/a.ts', 'there/empty/b.ts', 'mine/copy/c.ts'];
    writeChanges(
      root,
      made.map((file) => ({ file, before: null, after: 'export {};\n' })),
    );
    writeFileSync(join(root, 'mine/notes.txt'), 'kept\n');
    undoChanges(root);
    const left = readdirSync(root, { recursive: true, encoding: 'utf8' });
    expect(left.sort()).toEqual(['mine', 'mine/notes.txt', 'there', 'there/empty']);
  });

  it('writes nothing where one of the files is not what was read', () => {
    const root = temporaryTree({ ...FILES, 'lf.js': 'other\n' });
    const before = contentOf(root);
    expect(() => writeChanges(root, changes)).toThrow('"lf.js": it is not what was scanned');
    expect(contentOf(root)).toEqual(before);
  });

  it('writes through no link', () => {
    const elsewhere = temporaryTree({ 'lf.js': 'x\n' });
    const root = temporaryTree({});
    symlinkSync(elsewhere, join(root, 'deep'));
    const change = { file: 'deep/lf.js', before: 'x\n', after: 'y\n' };
    expect(() => writeChanges(root, [change])).toThrow('"deep" is a link');
    expect(readFileSync(join(elsewhere, 'lf.js'), 'utf8')).toBe('x\n');
  });

  it('restores nothing where a file was changed since', () => {
    const root = temporaryTree(FILES);
    writeChanges(root, changes);
    writeFileSync(join(root, 'lf.js'), 'mine\n');
    const before = contentOf(root);
    expect(() => undoChanges(root)).toThrow('"lf.js" was changed since');
    expect(contentOf(root)).toEqual(before);
  });

  it('undoes one run after the other, the last one first', () => {
    const root = temporaryTree({ 'a.js': '1' });
    writeChanges(root, [{ file: 'a.js', before: '1', after: '2' }]);
    writeChanges(root, [{ file: 'a.js', before: '2', after: '3' }]);
    undoChanges(root);
    expect(readFileSync(join(root, 'a.js'), 'utf8')).toBe('2');
    undoChanges(root);
    expect(readFileSync(join(root, 'a.js'), 'utf8')).toBe('1');
    expect(() => undoChanges(root)).toThrow('Nothing was written here');
  });
});

const journalModule = join(process.cwd(), freshCommandLine(), '../../io/journal/journal.js');

/** Kills its process in place of one of the writes or renames that the journal makes. */
const killer = (step: number): string => `
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
let left = ${String(step)};
for (const name of ['writeSync', 'renameSync']) {
  const real = fs[name];
  fs[name] = (...given) => (left-- === 0 ? process.kill(process.pid, 'SIGKILL') : real(...given));
}
syncBuiltinESMExports();
const { writeChanges } = await import(${JSON.stringify(journalModule)});
writeChanges(process.argv[2], JSON.parse(process.argv[3]));
`;

// The journal and four files, a write and a rename each.
describe.each(Array.from({ length: 10 }, (_, step) => step))(
  'a process killed at step %i',
  (step) => {
    it('leaves the tree as it was, or a journal that restores it', () => {
      const root = temporaryTree(FILES);
      const before = contentOf(root);
      const script = join(temporaryTree({ 'kill.mjs': killer(step) }), 'kill.mjs');
      const { signal } = spawnSync(process.execPath, [script, root, JSON.stringify(changes)]);
      expect(signal).toBe('SIGKILL');
      if (JSON.stringify(contentOf(root)) !== JSON.stringify(before)) undoChanges(root);
      expect(contentOf(root)).toEqual(before);
    });
  },
);
