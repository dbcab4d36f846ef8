import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';

/** Path → content, or null for an empty folder. */
export type Tree = Readonly<Record<string, string | null>>;

/** A folder with these files that is gone after the test. */
export function temporaryTree(tree: Tree): string {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'resilint-')));
  onTestFinished(() => {
    rmSync(root, { recursive: true, force: true });
  });
  writeTree(root, tree);
  return root;
}

export function writeTree(root: string, tree: Tree): void {
  for (const [path, content] of Object.entries(tree)) {
    const absolute = join(root, path);
    mkdirSync(content === null ? absolute : dirname(absolute), { recursive: true });
    if (content !== null) writeFileSync(absolute, content);
  }
}

/** Nothing goes on in the background, so that the folder can be removed afterwards. */
const settings = [
  'user.name=n',
  'user.email=e@localhost',
  'gc.auto=0',
  'maintenance.auto=false',
].flatMap((setting) => ['-c', setting]);

/** Runs git with no configuration but the folder's own. */
export function git(folder: string, ...args: readonly string[]): string {
  return execFileSync('git', [...settings, ...args], {
    cwd: folder,
    encoding: 'utf8',
    env: {
      PATH: process.env['PATH'],
      GIT_CONFIG_GLOBAL: '/dev/null',
      GIT_CONFIG_SYSTEM: '/dev/null',
    },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
}

/** The same folder as a repository with one commit. */
export function temporaryRepository(tree: Tree): string {
  const root = temporaryTree(tree);
  git(root, 'init', '-q');
  git(root, 'add', '-A');
  git(root, 'commit', '-q', '-m', 'first');
  return root;
}
