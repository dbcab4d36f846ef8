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

/** What a command is told besides its arguments. */
export interface GitRun {
  /** Its standard input. */
  readonly input?: string;
  /** Milliseconds until it is ended. */
  readonly patience?: number;
  /** The index to work on, rather than the one of the repository. */
  readonly index?: string;
}

/** The same in bytes, for a command that may be told more on its standard input. */
export function askGit(directory: string, args: readonly string[], run: GitRun): Buffer | null {
  const { error, status, stdout } = spawnGit(directory, args, run);
  return error === undefined && status === 0 ? stdout : null;
}

/** How a command of git ended: with its output, or with what it said against it. */
export type GitEnd =
  | { readonly ok: true; readonly output: string }
  /** Empty where the answer is no, as of a search that finds nothing. */
  | { readonly ok: false; readonly complaint: string };

/** The same for a command that somebody has to know of when it fails. */
export function tellGit(directory: string, args: readonly string[], run: GitRun = {}): GitEnd {
  const { error, status, signal, stdout, stderr } = spawnGit(directory, args, run);
  if (error === undefined && status === 0) return { ok: true, output: stdout.toString('utf8') };
  if (error !== undefined) return { ok: false, complaint: error.message };
  const lines = stderr.toString('utf8').trim().split('\n');
  const said = lines.find((line) => /^(fatal|error):/.test(line)) ?? lines[0] ?? '';
  const isSilentNo = status === 1 && said === '';
  return {
    ok: false,
    complaint: said === '' && !isSilentNo ? `it was ended by ${signal ?? String(status)}` : said,
  };
}

function spawnGit(directory: string, args: readonly string[], run: GitRun) {
  const { input = '', patience = PATIENCE_MS, index } = run;
  return spawnSync('git', [...safeSettings, ...args], {
    cwd: directory,
    env: { ...environment(), ...(index !== undefined && { GIT_INDEX_FILE: index }) },
    input,
    maxBuffer: 1024 ** 3,
    timeout: patience,
    stdio: ['pipe', 'pipe', 'pipe'],
    windowsHide: true,
  });
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
