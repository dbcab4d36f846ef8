import { resolve } from 'node:path';
import { fix, reportFix } from '../index.js';
import type { FixOptions, FixResult, PlannedFix } from '../index.js';
import { requireFolder } from '../io/folder.js';
import { writeChanges } from '../io/journal/journal.js';
import { changedFiles } from '../io/working-state.js';
import { countOf } from '../text/count-of.js';
import { KnownError } from '../text/known-error.js';
import { requireSense, type FixFlags } from './fix/flags.js';
import { testCommandOf } from './fix/test-command.js';
import { endText, writeTested } from './fix/tested-write.js';
import { loadPolicy } from './policy.js';
import { textOptions } from './terminal.js';

/** Shows the edits, or makes them. */
export async function runFix(dir: string, flags: FixFlags): Promise<void> {
  requireFolder(dir);
  requireSense(flags);
  // Before anything else: what is in git can be had back, what is not cannot.
  const changed = flags.write === true ? changedFiles(dir) : null;
  const tests = flags.verify === 'tests' ? (flags.testCommand ?? testCommandOf(dir)) : null;
  const planned = await fix(await optionsOf(dir, flags));
  const result =
    flags.write === true ? await written(dir, planned, { ...flags, changed, tests }) : planned;
  if (result === null) return;
  const { color } = textOptions(process.stdout, process.env);
  process.stdout.write(await reportFix(result, flags.format, { color }));
  if (flags.check === true && result.files.length > 0) process.exitCode = 1;
}

async function optionsOf(dir: string, flags: FixFlags): Promise<FixOptions> {
  const { include = [], exclude = [], cache, only = [], timeout = {}, verify, vendor } = flags;
  const { settings, catalog, rules } = await loadPolicy(dir, flags);
  return {
    ...{ root: dir, include, exclude, settings, catalog, rules, cache, only },
    ...{ limits: timeout, unsafe: flags.unsafe === true },
    // Tests cost more than types, and say less about where the fault is.
    verify: verify === 'tests' ? 'types' : verify,
    ...(vendor !== undefined && { vendor }),
  };
}

interface Writing extends FixFlags {
  /** Files that git does not have as they are; null outside of git. */
  readonly changed: ReadonlySet<string> | null;
  /** The command that runs the tests; null where they are not asked. */
  readonly tests: string | null;
}

/** Makes the edits; null where the tests have taken them back. */
async function written(
  dir: string,
  result: PlannedFix,
  writing: Writing,
): Promise<PlannedFix | null> {
  const { tests, quiet } = writing;
  requireClean(result, writing);
  if (result.files.length === 0) return result;
  if (tests === null) {
    tellRun(result, writeChanges(resolve(dir), result.files), writing);
    return result;
  }
  const end = await writeTested(dir, result.files, { command: tests, quiet: quiet === true });
  if ('brokenBy' in end) {
    const what = `"${tests}" passed before and ${endText(end.brokenBy)} with the edits`;
    process.stderr.write(`${what}: all of them were taken back.\n`);
    process.exitCode = 1;
    return null;
  }
  tellRun(result, end.id, writing);
  const note = `"${tests}" ended with exit code 0 before and after the edits`;
  return { ...result, verification: 'tests', notes: [...result.notes, note] };
}

function requireClean({ files }: FixResult, { allowDirty, changed }: Writing): void {
  const dirty = files.map(({ file }) => file).filter((file) => changed?.has(file) === true);
  if (dirty.length === 0 || allowDirty === true) return;
  throw new KnownError(
    `${countOf(dirty.length, 'file')} to edit would mix with changes that are not committed`,
    'Nothing was written. Commit or stash them, or say --allow-dirty.',
    { exitCode: 2, details: dirty },
  );
}

function tellRun({ files }: FixResult, id: string, { quiet }: FixFlags): void {
  if (quiet === true) return;
  const text = `${countOf(files.length, 'file')} written as run ${id}`;
  process.stderr.write(`${text}; "resilint undo" restores them.\n`);
}
