import { spawnSync } from 'node:child_process';
import { devNull } from 'node:os';

/**
 * git runs configuration of the tree it works on. These settings switch off every one that starts
 * a program while listing or comparing files.
 */
const safeSettings = [
  'core.fsmonitor=false',
  `core.hooksPath=${devNull}`,
  'safe.bareRepository=explicit',
  // A partial clone would fetch what is missing, by a command its configuration may name.
  'protocol.allow=never',
  // Else an object could pretend to be another.
  'core.useReplaceRefs=false',
].flatMap((setting) => ['-c', setting]);

/** Set inside a git hook; they would make git look at another repository or index. */
const redirections = [
  'GIT_DIR',
  'GIT_WORK_TREE',
  'GIT_INDEX_FILE',
  'GIT_COMMON_DIR',
  'GIT_OBJECT_DIRECTORY',
  'GIT_ALTERNATE_OBJECT_DIRECTORIES',
  'GIT_NAMESPACE',
  'GIT_PREFIX',
];

/** git waits forever for a writer where .gitignore or .gitattributes is a named pipe. */
const PATIENCE_MS = 30_000;

/** What git prints for a read-only command, or null when it fails for whatever reason. */
export function runGit(
  directory: string,
  args: readonly string[],
  patience = PATIENCE_MS,
): string | null {
  return askGit(directory, args, { patience })?.toString('utf8') ?? null;
}

/** The same in bytes, for a command that may be told more on its standard input. */
export function askGit(
  directory: string,
  args: readonly string[],
  { input = '', patience = PATIENCE_MS }: { readonly input?: string; readonly patience?: number },
): Buffer | null {
  const result = spawnSync('git', [...safeSettings, ...args], {
    cwd: directory,
    env: environment(),
    input,
    maxBuffer: 1024 ** 3,
    timeout: patience,
    stdio: ['pipe', 'pipe', 'ignore'],
    windowsHide: true,
  });
  return result.error === undefined && result.status === 0 ? result.stdout : null;
}

function environment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !redirections.includes(name));
  return {
    ...Object.fromEntries(kept),
    GIT_OPTIONAL_LOCKS: '0',
    GIT_NO_LAZY_FETCH: '1',
    GIT_TERMINAL_PROMPT: '0',
  };
}
