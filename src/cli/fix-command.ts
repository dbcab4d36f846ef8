import { resolve } from 'node:path';
import { fix, reportFix } from '../index.js';
import type { FixFormat, FixOptions, FixResult } from '../index.js';
import { requireFolder } from '../io/folder.js';
import { writeChanges } from '../io/journal/journal.js';
import { changedFiles } from '../io/working-state.js';
import { countOf } from '../text/count-of.js';
import { KnownError } from '../text/known-error.js';
import type { AssessFlags } from './assess-folder.js';
import { loadPolicy } from './policy.js';
import { textOptions } from './terminal.js';

/** The options of `resilint fix`, as commander hands them over. */
export interface FixFlags extends AssessFlags {
  readonly write?: true;
  readonly unsafe?: true;
  readonly only?: readonly string[];
  readonly timeout?: FixOptions['limits'];
  readonly verify: 'types' | 'parse';
  readonly format: FixFormat;
  readonly vendor?: boolean;
  readonly check?: true;
  readonly allowDirty?: true;
}

/** Shows the edits, or makes them. */
export async function runFix(dir: string, flags: FixFlags): Promise<void> {
  requireFolder(dir);
  // Before anything else: what is in git can be had back, what is not cannot.
  const changed = flags.write === true ? changedFiles(dir) : null;
  const result = await fix(await optionsOf(dir, flags));
  if (flags.write === true) {
    requireClean(result, changed, flags);
    write(dir, result, flags);
  }
  const { color } = textOptions(process.stdout, process.env);
  process.stdout.write(await reportFix(result, flags.format, { color }));
  if (flags.check === true && result.files.length > 0) process.exitCode = 1;
}

async function optionsOf(dir: string, flags: FixFlags): Promise<FixOptions> {
  const { include = [], exclude = [], cache, only = [], timeout = {}, verify, vendor } = flags;
  const { settings, catalog, rules } = await loadPolicy(dir, flags);
  return {
    ...{ root: dir, include, exclude, settings, catalog, rules, cache, only, verify },
    ...{ limits: timeout, unsafe: flags.unsafe === true },
    ...(vendor !== undefined && { vendor }),
  };
}

function requireClean(
  { files }: FixResult,
  changed: ReadonlySet<string> | null,
  { allowDirty }: FixFlags,
): void {
  const dirty = files.map(({ file }) => file).filter((file) => changed?.has(file) === true);
  if (dirty.length === 0 || allowDirty === true) return;
  throw new KnownError(
    `${countOf(dirty.length, 'file')} to edit would mix with changes that are not committed`,
    'Nothing was written. Commit or stash them, or say --allow-dirty.',
    { exitCode: 2, details: dirty },
  );
}

function write(dir: string, { files }: FixResult, { quiet }: FixFlags): void {
  if (files.length === 0) return;
  const id = writeChanges(resolve(dir), files);
  if (quiet === true) return;
  const written = `${countOf(files.length, 'file')} written as run ${id}`;
  process.stderr.write(`${written}; "resilint undo" restores them.\n`);
}
