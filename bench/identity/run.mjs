#!/usr/bin/env node
// @ts-nocheck: a script for hand use, run by Node as it stands.
/**
 * Changes repositories in ways that change no call, and counts the identities that do not survive:
 *
 *   node bench/identity/run.mjs <folder> [<folder> …]
 *
 * Each folder is copied without its history and scanned; then 50 lines are put above every source,
 * files with findings are reformatted, and it is scanned again; then files are renamed together with
 * what imports them, and it is scanned a third time. Prints a line of JSON for each folder, and ends
 * with 1 where an identity was lost, shared, or the gate decided otherwise. Build first.
 */
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  acceptedFinding,
  assess,
  conditionsOf,
  gate,
  loadConfiguration,
} from '../../dist/index.js';
import { moveDown, reformat } from './edits.mjs';
import { rename } from './rename.mjs';

const folders = process.argv.slice(2);
if (folders.length === 0) {
  console.error('usage: node bench/identity/run.mjs <folder> [<folder> …]');
  process.exit(2);
}

const temporary = mkdtempSync(path.join(tmpdir(), 'resilint-identity-'));
process.env.XDG_CACHE_HOME = path.join(temporary, 'cache');
try {
  for (const folder of folders) {
    const row = await measured(folder);
    if (row.faults > 0) process.exitCode = 1;
    console.log(JSON.stringify(row));
  }
} finally {
  rmSync(temporary, { recursive: true, force: true });
}

async function measured(folder) {
  const root = path.join(temporary, path.basename(folder));
  cpSync(folder, root, { recursive: true, filter: (file) => path.basename(file) !== '.git' });
  try {
    const { settings, catalog, rules } = await loadConfiguration(root);
    const scan = () => assess({ root, settings, catalog, rules });
    const first = scan();
    const moved = moveDown(root);
    const reformatted = await reformat(root, filesOf(first));
    const second = scan();
    const renamed = rename(root, first);
    const third = scan();
    return rowOf({ folder, first, second, third, moved, reformatted, renamed });
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

function filesOf({ calls, findings }) {
  return [...new Set([...calls, ...findings].map(({ file }) => file))];
}

function rowOf({ folder, first, second, third, ...edits }) {
  const shared = [first.calls, first.findings, first.entryPoints].map(sharedIds);
  const lost = {
    callIds: missing(first.calls, second.calls, 'id'),
    findingIds: missing(first.findings, second.findings, 'id'),
    entryIds: missing(first.entryPoints, second.entryPoints, 'id'),
    contentIds: missing(second.calls, third.calls, 'contentId'),
    findingContentIds: missing(second.findings, third.findings, 'contentId'),
  };
  const gates = { moved: newBy(first, second), renamed: newBy(second, third) };
  const examples = Object.fromEntries(
    Object.entries(lost).map(([name, all]) => [name, all.slice(0, 5)]),
  );
  return {
    repository: path.basename(folder),
    calls: first.calls.length,
    findings: first.findings.length,
    entryPoints: first.entryPoints.length,
    moved: edits.moved,
    reformatted: edits.reformatted,
    renamed: edits.renamed,
    // Text that a formatter wrote anew, such as other quotes inside a string, is other content.
    contentChangedByFormat: missing(first.calls, second.calls, 'contentId').length,
    shared: shared.map(({ length }) => length),
    lost: Object.fromEntries(Object.entries(lost).map(([name, all]) => [name, all.length])),
    newByBaseline: Object.fromEntries(
      Object.entries(gates).map(([name, all]) => [name, all.length]),
    ),
    faults: [...shared, ...Object.values(lost), ...Object.values(gates)].reduce(
      (sum, { length }) => sum + length,
      0,
    ),
    ...(process.env.SHOW === undefined ? {} : { examples, gates, sharedIds: shared }),
  };
}

function sharedIds(all) {
  const seen = new Set();
  return all.filter(({ id }) => seen.size === seen.add(id).size).map(placeOf);
}

/** What was there before and is not now, as often as it was. */
function missing(before, now, key) {
  const left = new Map();
  for (const one of now) left.set(one[key], (left.get(one[key]) ?? 0) + 1);
  return before
    .filter((one) => {
      const count = left.get(one[key]) ?? 0;
      left.set(one[key], count - 1);
      return count < 1;
    })
    .map(placeOf);
}

function placeOf({ file, line, symbol, rule, kind }) {
  return [`${file}:${line}`, rule ?? kind ?? '', symbol ?? ''].join(' ').trim();
}

/** Findings that a baseline of everything before does not silence. */
function newBy(before, now) {
  const baseline = {
    file: 'resilint-baseline.jsonl',
    entries: before.findings.map((finding) =>
      acceptedFinding(finding, before, { reason: 'known' }),
    ),
  };
  const failOn = conditionsOf(['note']);
  const gated = gate(now, { baseline, failOn, today: '2026-06-30' });
  return gated.findings
    .filter(
      ({ suppression, stability }) => suppression.state === 'active' && stability === 'stable',
    )
    .map(placeOf);
}
