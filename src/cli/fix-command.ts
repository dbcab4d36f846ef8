import { resolve } from 'node:path';
import { fix, reportFix } from '../index.js';
import type { FixOptions, PlannedFix } from '../index.js';
import { requireCommits } from '../io/commit/requirements.js';
import { requireFolder } from '../io/folder.js';
import { changedFiles } from '../io/working-state.js';
import { chosenSites, requireTerminal } from './fix/dialogue.js';
import { requireSense, withWriting, type FixFlags } from './fix/flags.js';
import { testCommandOf } from './fix/test-command.js';
import { requireEditable, writePlan, type Writing } from './fix/write-plan.js';
import { loadPolicy } from './policy.js';
import { textOptions } from './terminal.js';

/** Shows the edits, or makes them. */
export async function runFix(dir: string, given: FixFlags): Promise<void> {
  const flags = withWriting(given);
  requireFolder(dir);
  requireSense(flags);
  if (flags.interactive === true) requireTerminal();
  if (flags.commit !== undefined) requireCommits(resolve(dir));
  // Before anything else: what is in git can be had back, what is not cannot.
  const changed = flags.write === true ? changedFiles(dir) : null;
  const tests = flags.verify === 'tests' ? (flags.testCommand ?? testCommandOf(dir)) : null;
  const planned = await fix(await optionsOf(dir, flags));
  const result =
    flags.write === true ? await made(dir, planned, { ...flags, changed, tests }) : planned;
  if (result === null) return;
  const { color } = textOptions(process.stdout, process.env);
  process.stdout.write(await reportFix(shown(result, flags), flags.format, { color }));
  if (flags.check === true && result.files.length > 0) process.exitCode = 1;
}

/** Writes all edits, or those that are chosen; null where the tests have taken them back. */
async function made(dir: string, plan: PlannedFix, writing: Writing): Promise<PlannedFix | null> {
  if (writing.interactive !== true) {
    requireEditable(dir, plan.files, writing);
    return writePlan(dir, plan, writing);
  }
  // Before the first question, so that no answer is in vain.
  requireEditable(dir, plan.filesWith(plan.sites), writing);
  const { color } = textOptions(process.stderr, process.env);
  const look = { input: process.stdin, output: process.stderr, color };
  const chosen = await chosenSites(plan, look);
  return writePlan(dir, { ...plan, ...plan.choosing(chosen) }, writing);
}

/** What somebody has looked at is not shown again. */
function shown(plan: PlannedFix, { interactive, format }: FixFlags): PlannedFix {
  if (interactive !== true || format !== 'text') return plan;
  return { ...plan, files: plan.files.filter(({ copied }) => copied === true) };
}

async function optionsOf(dir: string, flags: FixFlags): Promise<FixOptions> {
  const { include = [], exclude = [], cache, only = [], timeout = {}, verify, vendor } = flags;
  const { target = 'runtime' } = flags;
  const { settings, catalog, rules } = await loadPolicy(dir, flags);
  return {
    ...{ root: dir, include, exclude, settings, catalog, rules, cache, only },
    ...{ limits: timeout, unsafe: flags.unsafe === true, target },
    // Tests cost more than types, and say less about where the fault is.
    verify: verify === 'tests' ? 'types' : verify,
    ...(vendor !== undefined && { vendor }),
  };
}
