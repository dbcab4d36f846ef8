import { spawn, type ChildProcess } from 'node:child_process';

/** How a command is run. */
export interface CommandRun {
  /** Folder it is run in. */
  readonly cwd: string;
  /** Longest wait in milliseconds; what runs then still is killed. */
  readonly patienceMs: number;
  /** Whether people see on stderr what it prints. */
  readonly isShown: boolean;
}

/** How a command ended: by its exit code, or because somebody ended it. */
export type CommandEnd = number | 'timed out' | 'interrupted';

const interrupts = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Runs a command by the shell, with all that it starts in a group of its own, so that nothing of it
 * is left behind. This is the one place that runs what a scanned repository says; only for those
 * who ask for it.
 */
export async function runCommand(command: string, run: CommandRun): Promise<CommandEnd> {
  const { cwd, patienceMs, isShown } = run;
  const output = isShown ? 2 : 'ignore';
  const child = spawn(command, {
    ...{ cwd, shell: true, detached: true, windowsHide: true },
    stdio: ['ignore', output, output],
    // Runners that watch for changes otherwise never end.
    env: { ...process.env, CI: 'true' },
  });
  return new Promise((resolve, reject) => {
    let cause: CommandEnd | null = null;
    const end = (why: CommandEnd): void => {
      cause ??= why;
      killGroup(child);
    };
    const interrupt = (): void => {
      end('interrupted');
    };
    for (const signal of interrupts) process.on(signal, interrupt);
    const timer = setTimeout(end, patienceMs, 'timed out');
    const release = (): void => {
      clearTimeout(timer);
      for (const signal of interrupts) process.off(signal, interrupt);
    };
    child.on('error', (error) => {
      release();
      reject(error);
    });
    child.on('close', (code) => {
      release();
      killGroup(child);
      resolve(cause ?? code ?? 'interrupted');
    });
  });
}

/** The leader and what it has started; gone already is as well. */
function killGroup({ pid }: ChildProcess): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // Nothing of it runs any more, or the system knows no groups.
  }
}
