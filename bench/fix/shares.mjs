#!/usr/bin/env node
// @ts-nocheck: a script for hand use, run by Node as it stands.
/**
 * How many of the files that a scan analyses are edited by `resilint fix --unsafe`, and how many
 * edits that is. Nothing is written.
 *
 *   node bench/fix/shares.mjs <folder> [<folder> …]
 *
 * Prints one line for each folder: its name, edited files, analysed files, edits. Build first.
 */
import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const resilint = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url));
const SOURCE = /\.[cm]?[jt]sx?$/;

for (const folder of process.argv.slice(2)) {
  const { sites } = answerOf(folder, ['fix', '--unsafe', '--verify', 'none']);
  const { coverage } = answerOf(folder, ['scan']);
  const edits = sites.filter(({ applied, file }) => applied && SOURCE.test(file));
  const edited = new Set(edits.map(({ file }) => file)).size;
  console.log([path.basename(folder), edited, coverage.analysed, edits.length].join('\t'));
}

function answerOf(cwd, command) {
  const given = [resilint, ...command, '--quiet', '--format', 'json'];
  const text = execFileSync(process.execPath, given, { cwd, maxBuffer: 2 ** 30 });
  return JSON.parse(text);
}
