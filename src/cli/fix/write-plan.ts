import { resolve } from 'node:path';
import type { FixedFile, PlannedFix } from '../../index.js';
import { requireCommittable } from '../../io/commit/requirements.js';
import { writeChanges } from '../../io/journal/journal.js';
import { countOf } from '../../text/count-of.js';
import { KnownError } from '../../text/known-error.js';
import type { FixFlags } from './flags.js';
import { endText, takeBack, writeTested } from './tested-write.js';
import { commitPlan } from './commit-plan.js';

/** How edits are written. */
export interface Writing extends FixFlags {
  /** Files that git does not have as they are; null outside of git. */
  readonly changed: ReadonlySet<string> | null;
  /** The command that runs the tests; null where they are not asked. */
  readonly tests: string | null;
}

/** Makes the edits; null where the tests have taken them back. */
export async function writePlan(
  dir: string,
  plan: PlannedFix,
  writing: Writing,
): Promise<PlannedFix | null> {
  const { tests } = writing;
  if (plan.files.length === 0) return plan;
  if (tests !== null) return writeWithTests(dir, plan, { ...writing, tests });
  keep(dir, plan, writing);
  return plan;
}

/** Fails where edits of these files would mix with what others have changed. */
export function requireEditable(dir: string, files: readonly FixedFile[], writing: Writing): void {
  const names = files.map(({ file }) => file);
  requireClean(names, writing);
  if (names.length > 0 && writing.commit !== undefined) requireCommittable(resolve(dir), names);
}

async function writeWithTests(
  dir: string,
  plan: PlannedFix,
  writing: Writing & { readonly tests: string },
): Promise<PlannedFix | null> {
  const { tests, quiet, commit } = writing;
  const end = await writeTested(dir, plan.files, { command: tests, quiet: quiet === true });
  if ('brokenBy' in end) {
    const what = `"${tests}" passed before and ${endText(end.brokenBy)} with the edits`;
    process.stderr.write(`${what}: all of them were taken back.\n`);
    process.exitCode = 1;
    return null;
  }
  if (commit === undefined) tellRun(plan.files, end.id, writing);
  else {
    // They are written anew, a commit at a time.
    takeBack(dir, end.id);
    keep(dir, plan, writing);
  }
  const note = `"${tests}" ended with exit code 0 before and after the edits`;
  return { ...plan, verification: 'tests', notes: [...plan.notes, note] };
}

function keep(dir: string, plan: PlannedFix, writing: Writing): void {
  if (writing.commit === undefined)
    tellRun(plan.files, writeChanges(resolve(dir), plan.files), writing);
  else commitPlan(dir, plan, writing);
}

function requireClean(files: readonly string[], { allowDirty, changed, commit }: Writing): void {
  const dirty = files.filter((file) => changed?.has(file) === true);
  if (dirty.length === 0 || allowDirty === true) return;
  const instead = commit === undefined ? ', or say --allow-dirty' : '';
  throw new KnownError(
    `${countOf(dirty.length, 'file')} to edit would mix with changes that are not committed`,
    `Nothing was written. Commit or stash them${instead}.`,
    { exitCode: 2, details: dirty },
  );
}

function tellRun(files: readonly FixedFile[], id: string, { quiet }: FixFlags): void {
  if (quiet === true) return;
  const text = `${countOf(files.length, 'file')} written as run ${id}`;
  process.stderr.write(`${text}; "resilint undo" restores them.\n`);
}
