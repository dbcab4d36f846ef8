import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { requireCommits, requireCommittable } from '../../src/io/commit/requirements.js';
import { writeCommit } from '../../src/io/commit/write-commit.js';
import { undoChanges } from '../../src/io/journal/journal.js';
import { freshCommandLine } from '../workshop/fresh-build.js';
import { git, temporaryRepository, temporaryTree, writeTree, type Tree } from './temporary-tree.js';

beforeEach(() => {
  vi.stubEnv('XDG_CACHE_HOME', temporaryTree({}));
  vi.stubEnv('GIT_CONFIG_GLOBAL', '/dev/null');
  vi.stubEnv('GIT_CONFIG_NOSYSTEM', '1');
  return () => vi.unstubAllEnvs();
});

/** A repository whose owner is known to git. */
function repository(tree: Tree): string {
  const root = temporaryRepository(tree);
  git(root, 'config', 'user.name', 'Ada');
  git(root, 'config', 'user.email', 'ada@example.com');
  return root;
}

const change = (root: string, file: string, after: string) => {
  const before = existsSync(join(root, file)) ? readFileSync(join(root, file), 'utf8') : null;
  return { file, before, after };
};

const committed = (root: string): readonly string[] =>
  git(root, 'show', '--format=', '--name-only', '-z', 'HEAD')
    .split('\0')
    .filter((file) => file !== '')
    .sort();

const head = (root: string): string => git(root, 'rev-parse', 'HEAD').trim();

describe('a commit of edits', () => {
  it('holds these files and their message, and nothing that others have staged', () => {
    const root = repository({ 'a.ts': 'a\n', 'staged.ts': '1\n', 'changed.ts': '1\n' });
    writeTree(root, { 'staged.ts': '2\n', 'changed.ts': '2\n', 'other.ts': '' });
    git(root, 'add', 'staged.ts');
    const before = head(root);
    const id = writeCommit(root, [change(root, 'a.ts', 'b\n'), change(root, 'new.ts', '')], 'x\n');
    expect(head(root)).toBe(id);
    expect(git(root, 'rev-parse', 'HEAD~').trim()).toBe(before);
    expect(git(root, 'log', '-1', '--format=%an %ae %B').trim()).toBe('Ada ada@example.com x');
    expect(committed(root)).toEqual(['a.ts', 'new.ts']);
    expect(git(root, 'status', '--porcelain')).toBe(' M changed.ts\nM  staged.ts\n?? other.ts\n');
    expect(() => undoChanges(root)).toThrow('Nothing was written here');
  });

  const names = ['-a.ts', 'two words.ts', ':(glob)*', '"q".ts', "it's.ts", 'é\n#.ts', '$(id).ts'];

  it('takes names for names, also in a folder below the top', () => {
    const files = Object.fromEntries(names.map((name) => [`sub/${name}`, 'a\n']));
    const top = repository({ 'a.ts': 'a\n', ...files });
    const root = join(top, 'sub');
    requireCommittable(root, names);
    writeCommit(
      root,
      names.map((name) => change(root, name, 'b\n')),
      'x\n',
    );
    expect(committed(top)).toEqual(Object.keys(files).sort());
    expect(git(top, 'status', '--porcelain')).toBe('');
  });

  it('has the line ends that the repository keeps, and the permissions', () => {
    const root = repository({ '.gitattributes': '* text=auto eol=crlf\n', 'a.sh': 'a\n' });
    chmodSync(join(root, 'a.sh'), 0o755);
    writeFileSync(join(root, 'a.sh'), 'a\r\n');
    git(root, 'commit', '-qam', 'executable');
    writeCommit(root, [change(root, 'a.sh', 'a\r\nb\r\n')], 'x\n');
    expect(git(root, 'cat-file', 'blob', 'HEAD:a.sh')).toBe('a\nb\n');
    expect(git(root, 'ls-tree', 'HEAD', 'a.sh')).toMatch(/^100755 /);
    expect(git(root, 'status', '--porcelain')).toBe('');
  });

  it('runs no program that the repository names', () => {
    const root = repository({ '.gitattributes': '*.ts filter=evil\n', 'a.ts': 'a\n' });
    const ran = join(root, '.git/ran');
    const trap = join(root, '.git/trap.sh');
    writeFileSync(trap, `#!/bin/sh\necho "$0 $*" >> "${ran}"\ncat\n`, { mode: 0o755 });
    const hooks = ['pre-commit', 'commit-msg', 'prepare-commit-msg', 'post-commit'];
    for (const hook of [...hooks, 'reference-transaction', 'post-index-change', 'pre-auto-gc'])
      writeFileSync(join(root, '.git/hooks', hook), `#!/bin/sh\necho "$0" >> "${ran}"\n`, {
        mode: 0o755,
      });
    for (const name of ['core.fsmonitor', 'filter.evil.clean', 'gpg.program', 'core.editor'])
      git(root, 'config', name, trap);
    git(root, 'config', 'filter.evil.required', 'true');
    git(root, 'config', 'commit.gpgSign', 'true');
    git(root, 'config', 'gc.auto', '1');
    rmSync(ran, { force: true });
    requireCommits(root);
    writeCommit(root, [change(root, 'a.ts', 'b\n')], 'x\n');
    expect(existsSync(ran) ? readFileSync(ran, 'utf8') : '').toBe('');
    expect(git(root, 'show', 'HEAD:a.ts')).toBe('b\n');
    // The traps are armed: git as such runs them.
    git(root, 'commit', '-q', '--no-gpg-sign', '--allow-empty', '-m', 'y');
    expect(existsSync(ran)).toBe(true);
  });

  it('leaves everything as it was where git fails', () => {
    const root = repository({ 'a.ts': 'a\n' });
    const before = head(root);
    writeFileSync(join(root, '.git/index.lock'), '');
    const changes = [change(root, 'a.ts', 'b\n'), change(root, 'new.ts', '')];
    expect(() => writeCommit(root, changes, 'x\n')).toThrow('git could not do "update-index"');
    rmSync(join(root, '.git/index.lock'));
    expect(head(root)).toBe(before);
    expect(git(root, 'status', '--porcelain')).toBe('');
    writeFileSync(join(root, '.git/HEAD.lock'), '');
    expect(() => writeCommit(root, changes, 'x\n')).toThrow('git could not do "update-ref"');
    rmSync(join(root, '.git/HEAD.lock'));
    expect(git(root, 'status', '--porcelain')).toBe('');
    expect(() => undoChanges(root)).toThrow('Nothing was written here');
  });
});

describe('a folder where nothing can be committed', () => {
  it('is one without a repository, or without a commit', () => {
    const root = temporaryTree({ 'a.ts': '' });
    expect(() => {
      requireCommits(root);
    }).toThrow('git knows no repository here');
    git(root, 'init', '-q');
    expect(() => {
      requireCommits(root);
    }).toThrow('There is no commit yet');
  });

  it('is one whose owner git does not know', () => {
    const root = temporaryRepository({ 'a.ts': '' });
    expect(() => {
      requireCommits(root);
    }).toThrow('git does not know whose name and email');
    vi.stubEnv('GIT_AUTHOR_NAME', 'Ada');
    vi.stubEnv('GIT_AUTHOR_EMAIL', 'ada@example.com');
    expect(() => {
      requireCommits(root);
    }).toThrow('git does not know whose name and email');
    vi.stubEnv('GIT_COMMITTER_NAME', 'Ada');
    vi.stubEnv('GIT_COMMITTER_EMAIL', 'ada@example.com');
    requireCommits(root);
  });

  it('is one that says its files are elsewhere', () => {
    const root = repository({ 'a.ts': '' });
    requireCommits(root);
    git(root, 'config', 'core.worktree', temporaryTree({}));
    expect(() => {
      requireCommits(root);
    }).toThrow('git knows no repository here');
  });

  it('is one where a merge or a pick has stopped', () => {
    const root = repository({ 'a.ts': 'a' });
    git(root, 'branch', 'other');
    writeCommit(root, [change(root, 'a.ts', 'b')], 'x\n');
    git(root, 'checkout', '-q', 'other');
    writeCommit(root, [change(root, 'a.ts', 'c')], 'x\n');
    expect(() => git(root, 'merge', '-')).toThrow();
    expect(() => {
      requireCommits(root);
    }).toThrow('git has a MERGE_HEAD');
    git(root, 'merge', '--abort');
    expect(() => git(root, 'cherry-pick', '-')).toThrow();
    expect(() => {
      requireCommits(root);
    }).toThrow('git has a CHERRY_PICK_HEAD');
  });
});

describe('files that cannot be committed', () => {
  const refusing = (root: string, ...files: string[]) =>
    expect(() => {
      requireCommittable(root, files);
    });

  it('are those that differ, also where the index is told not to look', () => {
    const root = repository({ 'a.ts': 'a', 'b.ts': 'b' });
    git(root, 'update-index', '--assume-unchanged', 'a.ts');
    requireCommittable(root, ['a.ts', 'b.ts', 'new.ts']);
    writeFileSync(join(root, 'a.ts'), 'mine');
    expect(git(root, 'status', '--porcelain')).toBe('');
    refusing(root, 'a.ts', 'b.ts').toThrow('1 file to commit would mix with changes');
    rmSync(join(root, 'b.ts'));
    refusing(root, 'b.ts').toThrow('would mix with changes');
  });

  it('are those that git ignores', () => {
    const root = repository({ '.gitignore': 'vendor/\n', 'a.ts': 'a' });
    refusing(root, 'a.ts', 'vendor/index.js').toThrow('1 file to commit would be left out');
  });

  it('are those that git keeps in another form', () => {
    const root = repository({ '.gitattributes': 'a.ts filter=lfs\n*.js -filter\n', 'a.ts': 'a' });
    refusing(root, 'a.ts', 'b.js').toThrow('1 file to commit would go through a filter');
  });
});

const commitModule = join(process.cwd(), freshCommandLine(), '../../io/commit/write-commit.js');

/** Makes two commits, and kills its process in place of one of the steps that those consist of. */
const killer = (step: number): string => `
import fs from 'node:fs';
import child from 'node:child_process';
import { syncBuiltinESMExports } from 'node:module';
let left = ${String(step)};
const trap = (module, name) => {
  const real = module[name];
  module[name] = (...given) => (left-- === 0 ? process.kill(process.pid, 'SIGKILL') : real(...given));
};
for (const name of ['writeSync', 'renameSync']) trap(fs, name);
trap(child, 'spawnSync');
syncBuiltinESMExports();
const { writeCommit } = await import(${JSON.stringify(commitModule)});
for (const [message, changes] of JSON.parse(process.argv[3])) writeCommit(process.argv[2], changes, message);
`;

const steps = [
  [
    'one\n',
    [
      { file: 'a.ts', before: '0', after: '1' },
      { file: 'new.ts', before: null, after: '1' },
    ],
  ],
  [
    'two\n',
    [
      { file: 'a.ts', before: '1', after: '2' },
      { file: 'new.ts', before: '1', after: '2' },
    ],
  ],
];

// For each commit: the journal and two files, a write and a rename each, and seven commands of git,
// each after a look at the repository's filters.
describe.each(Array.from({ length: 40 }, (_, step) => step))('killed at step %i', (step) => {
  it('leaves whole commits, and restores what is in none', () => {
    const root = repository({ 'a.ts': '0' });
    const script = join(temporaryTree({ 'kill.mjs': killer(step) }), 'kill.mjs');
    const { signal } = spawnSync(process.execPath, [script, root, JSON.stringify(steps)]);
    expect(signal).toBe('SIGKILL');
    const state = git(root, 'show', 'HEAD:a.ts');
    const files = committed(root);
    expect(files).toEqual(state === '0' ? ['a.ts'] : ['a.ts', 'new.ts']);
    try {
      undoChanges(root);
    } catch (error) {
      expect(String(error)).toContain('Nothing was written here');
    }
    // Where the process ends between a commit and the journal, the commit is there to restore from.
    const restored = readFileSync(join(root, 'a.ts'), 'utf8');
    expect([state, String(Number(state) - 1)]).toContain(restored);
    expect(existsSync(join(root, 'new.ts'))).toBe(restored !== '0');
  });
});
