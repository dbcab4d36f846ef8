import { chmodSync, existsSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { discover } from '../../src/discover/discover.js';
import { folderTree } from '../../src/io/folder-tree.js';
import { revisionTree } from '../../src/io/revision-tree.js';
import { git, temporaryRepository, temporaryTree, writeTree } from './temporary-tree.js';

const head = (root: string): string => git(root, 'rev-parse', 'HEAD').trim();

const names = (root: string, commit: string): string[] =>
  revisionTree(root, commit)
    .list()
    .files.map(({ file }) => file);

describe('a commit', () => {
  it('has the files it was made with, whatever became of them since', () => {
    const root = temporaryRepository({ 'src/a.ts': 'old', 'src/gone.ts': 'was here' });
    const commit = head(root);
    git(root, 'rm', '-q', 'src/gone.ts');
    writeTree(root, { 'src/a.ts': 'new', 'src/b.ts': 'untracked' });
    const tree = revisionTree(root, commit);
    expect(names(root, commit)).toEqual(['src/a.ts', 'src/gone.ts']);
    expect(tree.readText('src/a.ts')).toBe('old');
    expect(tree.readHead('src/gone.ts', 3)).toBe('was');
    expect(tree.entryAt('src')).toEqual({ kind: 'folder', size: 0 });
    expect(tree.entryAt('src/gone.ts')).toEqual({ kind: 'file', size: 8 });
    expect(tree.entryAt('src/b.ts')).toBeUndefined();
    expect(tree.namesIn('src')).toEqual(['a.ts', 'gone.ts']);
    expect(tree.state()).toEqual({ commit, dirty: false });
    expect(() => tree.readText('src/b.ts')).toThrow('not a regular file');
    expect(() => tree.namesIn('lib')).toThrow('no such folder');
  });

  it('is seen from a folder inside it, which can look above itself', () => {
    const root = temporaryRepository({ 'yarn.lock': 'lock', 'services/a/src/x.ts': 'x' });
    const tree = revisionTree(join(root, 'services/a'), head(root));
    expect(tree.list().files).toEqual([{ file: 'src/x.ts', size: 1 }]);
    expect(tree.readText('src/x.ts')).toBe('x');
    expect(tree.readText('../../yarn.lock')).toBe('lock');
    expect(tree.namesIn('.')).toEqual(['src']);
  });

  it('keeps names of any kind, links and other repositories apart', () => {
    const hostile = ['a\nb.ts', '-rf.ts', ' lead.ts', 'ä😀"\'`$(touch x).ts', 'tab\t.ts'];
    const root = temporaryTree(Object.fromEntries(hostile.map((name) => [name, name])));
    symlinkSync('/etc/passwd', join(root, 'link.ts'));
    git(root, 'init', '-q');
    writeTree(root, { 'inner/x.ts': 'x' });
    git(join(root, 'inner'), 'init', '-q');
    git(join(root, 'inner'), 'add', '-A');
    git(join(root, 'inner'), 'commit', '-q', '-m', 'inner');
    git(root, 'add', '-A');
    git(root, 'commit', '-q', '-m', 'first');
    const commit = head(root);
    const tree = revisionTree(root, commit);
    expect(new Set(names(root, commit))).toEqual(new Set(hostile));
    for (const name of hostile) expect(tree.readText(name)).toBe(name);
    expect(tree.entryAt('link.ts')).toEqual({ kind: 'link', size: 0 });
    expect(tree.list().notEntered).toEqual(['inner']);
  });

  it('is discovered as its folder was when it was committed', () => {
    const root = temporaryRepository({
      'package.json': '{ "name": "app", "dependencies": { "pg": "8.12.0" } }',
      'tsconfig.json': '{ "compilerOptions": { "paths": { "@/*": ["./src/*"] } } }',
      'src/a.ts': 'export {};',
      'src/a.test.ts': 'export {};',
      'prisma/schema.prisma': 'generator c { provider = "prisma-client" output = "../gen" }',
    });
    const commit = head(root);
    const then = discover({ root });
    writeTree(root, { 'package.json': 'broken', 'src/b.ts': '', 'tsconfig.json': '{}' });
    expect(discover({ root, tree: revisionTree(root, commit) })).toEqual(then);
    expect(discover({ root, tree: folderTree(root) })).not.toEqual(then);
  });

  it('is read without any program of the repository being run', () => {
    const root = temporaryRepository({
      '.gitattributes': '*.ts filter=evil diff=evil',
      'a.ts': 'const a = 1;',
    });
    const touch = `touch '${join(root, 'ran')}'`;
    for (const key of ['filter.evil.smudge', 'filter.evil.clean', 'diff.evil.textconv'])
      git(root, 'config', key, touch);
    git(root, 'config', 'core.fsmonitor', touch);
    const hook = join(root, '.git/hooks/post-checkout');
    writeFileSync(hook, `#!/bin/sh\n${touch}\n`);
    chmodSync(hook, 0o755);
    expect(revisionTree(root, head(root)).readText('a.ts')).toBe('const a = 1;');
    expect(existsSync(join(root, 'ran'))).toBe(false);
  });

  it('is read in several chunks, in any order', () => {
    const files = Array.from({ length: 5_000 }, (_, index) => [`f${index}.ts`, `// ${index}`]);
    const root = temporaryRepository(Object.fromEntries(files) as Record<string, string>);
    const tree = revisionTree(root, head(root));
    for (const index of [4_999, 0, 4_500, 3, 2_000, 1]) {
      expect(tree.readText(`f${index}.ts`)).toBe(`// ${index}`);
    }
  });
});
