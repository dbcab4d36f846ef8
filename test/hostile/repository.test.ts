import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { assess } from '../../src/assess.js';
import { runGit } from '../../src/io/run-git.js';
import { git, temporaryRepository, temporaryTree, writeTree } from '../io/temporary-tree.js';
import { call } from './hostile-case.js';

interface Trap {
  readonly program: string;
  readonly wasSprung: () => boolean;
}

/** A program that leaves a mark when it runs. */
function trapIn(folder: string): Trap {
  const program = join(folder, 'trap.sh');
  const mark = join(folder, 'sprung');
  writeFileSync(program, `#!/bin/sh\ntouch "${mark}"\ncat\n`);
  chmodSync(program, 0o755);
  return { program, wasSprung: () => existsSync(mark) };
}

const found = (root: string): readonly string[] =>
  assess({ root, cache: false }).calls.map(({ file }) => file);

describe('a repository that names programs of its own', () => {
  it('runs none of them: watcher, hooks, filters, aliases, external commands', () => {
    const trap = trapIn(temporaryTree({}));
    const root = temporaryRepository({
      '.gitattributes': '*.ts filter=trap diff=trap merge=trap\n',
      'a.ts': call,
    });
    const settings: Readonly<Record<string, string>> = {
      'core.fsmonitor': trap.program,
      'core.hooksPath': root,
      'core.sshCommand': trap.program,
      'core.pager': trap.program,
      'core.editor': trap.program,
      'core.askPass': trap.program,
      'core.alternateRefsCommand': trap.program,
      'credential.helper': trap.program,
      'diff.external': trap.program,
      'diff.trap.textconv': trap.program,
      'filter.trap.clean': trap.program,
      'filter.trap.process': trap.program,
      'filter.trap.required': 'true',
      'gpg.program': trap.program,
      'uploadpack.packObjectsHook': trap.program,
      'alias.ls-files': `!${trap.program}`,
      'alias.rev-parse': `!${trap.program}`,
      'alias.status': `!${trap.program}`,
      'alias.config': `!${trap.program}`,
    };
    for (const [name, value] of Object.entries(settings)) git(root, 'config', name, value);
    for (const hook of ['post-index-change', 'post-checkout', 'reference-transaction'])
      writeFileSync(join(root, hook), readFileSync(trap.program), { mode: 0o755 });
    writeFileSync(join(root, 'a.ts'), `${call}// changed\n`);
    expect(found(root)).toEqual(['a.ts']);
    expect(trap.wasSprung()).toBe(false);
    // The trap is armed: git as such runs it.
    expect(() => git(root, 'add', '-A')).toThrow();
    expect(trap.wasSprung()).toBe(true);
  });

  it('runs none of a repository inside it, committed with its settings', () => {
    const trap = trapIn(temporaryTree({}));
    const root = temporaryRepository({ 'a.ts': call });
    writeTree(root, { 'inner/b.ts': call });
    const inner = join(root, 'inner');
    git(inner, 'init', '-q');
    git(inner, 'config', 'core.fsmonitor', trap.program);
    git(root, 'add', 'a.ts');
    const { calls, coverage } = assess({ root, cache: false });
    expect(calls.map(({ file }) => file)).toEqual(['a.ts']);
    expect(coverage.setAside).toEqual([{ reason: 'vendored', count: 1, files: ['inner'] }]);
    expect(trap.wasSprung()).toBe(false);
    git(inner, 'status');
    expect(trap.wasSprung()).toBe(true);
  });

  it('runs none of a submodule', () => {
    const trap = trapIn(temporaryTree({}));
    const other = temporaryRepository({ 'b.ts': call });
    const root = temporaryRepository({ 'a.ts': call });
    git(root, '-c', 'protocol.file.allow=always', 'submodule', 'add', '-q', other, 'sub');
    git(join(root, 'sub'), 'config', 'core.fsmonitor', trap.program);
    git(join(root, 'sub'), 'config', 'filter.trap.clean', trap.program);
    writeFileSync(join(root, 'sub/b.ts'), 'changed');
    expect(found(root)).toEqual(['a.ts']);
    expect(trap.wasSprung()).toBe(false);
  });

  it('runs none where ".git" is a file that leads to settings among the sources', () => {
    const trap = trapIn(temporaryTree({}));
    const root = temporaryRepository({ 'a.ts': call });
    git(root, 'config', 'core.fsmonitor', trap.program);
    execFileSync('mv', [join(root, '.git'), join(root, 'settings')]);
    writeFileSync(join(root, '.git'), 'gitdir: settings\n');
    expect(found(root)).toContain('a.ts');
    expect(trap.wasSprung()).toBe(false);
  });

  it('is listed all the same where it lies about its work tree', () => {
    const root = temporaryRepository({ 'a.ts': call });
    git(root, 'config', 'core.worktree', '/');
    expect(found(root)).toEqual(['a.ts']);
  });

  it.each([
    ['no repository', '.git', 'gitdir: /nowhere\n'],
    ['nonsense', '.git', '\0\0\0'],
    ['a broken index', '.git/index', 'DIRC nonsense'],
    ['broken settings', '.git/config', '[core\n  worktree = '],
    ['no HEAD', '.git/HEAD', 'ref: ../../../../etc/passwd\n'],
  ])('is walked through where its ".git" holds %s', (_, file, content) => {
    const root =
      file === '.git' ? temporaryTree({ 'a.ts': call }) : temporaryRepository({ 'a.ts': call });
    writeFileSync(join(root, file), content);
    expect(found(root)).toEqual(['a.ts']);
  });

  it('is a folder like any other where it is bare', () => {
    const trap = trapIn(temporaryTree({}));
    const root = temporaryTree({ 'a.ts': call });
    git(root, 'init', '-q', '--bare', 'bare');
    git(join(root, 'bare'), 'config', 'core.fsmonitor', trap.program);
    writeTree(root, { 'bare/b.ts': call });
    expect(found(root)).toEqual(['a.ts', 'bare/b.ts']);
    expect(found(join(root, 'bare'))).toEqual(['b.ts']);
    expect(trap.wasSprung()).toBe(false);
  });
});

describe('git', () => {
  it('is not waited for where it waits for the writer of a named pipe', () => {
    const root = temporaryRepository({ 'a.ts': call });
    execFileSync('mkfifo', [join(root, '.gitignore')]);
    const listing = ['ls-files', '--others', '--exclude-standard'];
    expect(runGit(root, listing, 300)).toBeNull();
    rmSync(join(root, '.gitignore'));
    mkdirSync(join(root, '.gitignore'));
    expect(runGit(root, listing, 300)).not.toBeNull();
  });
});
