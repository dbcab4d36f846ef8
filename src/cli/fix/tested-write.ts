import { basename, dirname, resolve } from 'node:path';
import type { FixedFile } from '../../index.js';
import { writeChanges, undoChanges } from '../../io/journal/journal.js';
import { lendPackage } from '../../io/lent-package.js';
import { runCommand, type CommandEnd } from '../../io/run-command.js';
import { shippedRuntime } from '../../io/shipped-runtime.js';
import { escapeControls } from '../../text/escape-controls.js';
import { KnownError } from '../../text/known-error.js';

/** How the tests of the repository are run. */
export interface Testing {
  readonly command: string;
  readonly quiet: boolean;
}

/** Whether tests that passed still do, and under which run the edits are written. */
export type TestedWrite = { readonly id: string } | { readonly brokenBy: CommandEnd };

const MINUTE_MS = 60_000;

/** Nobody waits longer for tests that say nothing about edits yet. */
const BASELINE_PATIENCE_MS = 60 * MINUTE_MS;

/**
 * Writes edits between two runs of the tests. What is compared is how their command ends: with 0
 * before, and with 0 after; else the edits are taken back. Nothing is written where it fails before.
 */
export async function writeTested(
  dir: string,
  files: readonly FixedFile[],
  testing: Testing,
): Promise<TestedWrite> {
  const root = resolve(dir);
  const patienceMs = await baselineOf(root, testing);
  const id = writeChanges(root, files);
  const takeAway = lendRuntime(root, files);
  let end: CommandEnd = 'interrupted';
  try {
    tell(`running "${testing.command}" with the edits`, testing);
    end = await run(root, patienceMs, testing);
  } finally {
    takeAway();
    if (end !== 0) undoChanges(root, id);
  }
  return end === 0 ? { id } : { brokenBy: end };
}

/** Takes edits back that passed. */
export const takeBack = (dir: string, id: string): void => void undoChanges(resolve(dir), id);

/** Runs the tests as they are; returns how long they may take with edits, which may make them hang. */
async function baselineOf(root: string, testing: Testing): Promise<number> {
  tell(`running "${testing.command}" without the edits`, testing);
  const started = performance.now();
  const end = await run(root, BASELINE_PATIENCE_MS, testing);
  if (end === 0) return MINUTE_MS + 3 * (performance.now() - started);
  throw new KnownError(
    `"${testing.command}" ${endText(end)} without any edit, so that edits cannot be told by it`,
    'Nothing was written. Mend the tests, or name some that pass with --test-command.',
    2,
  );
}

const run = (cwd: string, patienceMs: number, { command, quiet }: Testing): Promise<CommandEnd> =>
  runCommand(command, { cwd, patienceMs, isShown: !quiet });

/** How a command ended, in a sentence that begins with it. */
export const endText = (end: CommandEnd): string =>
  typeof end === 'number' ? `ended with exit code ${String(end)}` : `was ended (${end})`;

/** Edited packages that ask for the runtime library have it while their tests run. */
function lendRuntime(root: string, files: readonly FixedFile[]): () => void {
  const asking = files.filter(({ file }) => basename(file) === 'package.json');
  const returns = asking
    .filter(({ copied }) => copied !== true)
    .map(({ file }) => lendPackage(resolve(root, dirname(file)), shippedRuntime()));
  return () => {
    for (const takeAway of returns.reverse()) takeAway();
  };
}

function tell(text: string, { quiet }: Testing): void {
  if (!quiet) process.stderr.write(`${escapeControls(text)}\n`);
}
