import { resolve } from 'node:path';
import { fix, reportFix } from '../index.js';
import type { FixOptions } from '../index.js';
import { requireCommits } from '../io/commit/requirements.js';
import { requireFolder } from '../io/folder.js';
import { changedFiles } from '../io/working-state.js';
import { requireSense, type FixFlags } from './fix/flags.js';
import { testCommandOf } from './fix/test-command.js';
import { writePlan } from './fix/write-plan.js';
import { loadPolicy } from './policy.js';
import { textOptions } from './terminal.js';

/** Shows the edits, or makes them. */
export async function runFix(dir: string, flags: FixFlags): Promise<void> {
  requireFolder(dir);
  requireSense(flags);
  if (flags.commit !== undefined) requireCommits(resolve(dir));
  // Before anything else: what is in git can be had back, what is not cannot.
  const changed = flags.write === true ? changedFiles(dir) : null;
  const tests = flags.verify === 'tests' ? (flags.testCommand ?? testCommandOf(dir)) : null;
  const planned = await fix(await optionsOf(dir, flags));
  const result =
    flags.write === true ? await writePlan(dir, planned, { ...flags, changed, tests }) : planned;
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
