#!/usr/bin/env node
// @ts-nocheck: a script for hand use, run by Node as it stands.
/**
 * Checks what the formats write by schemas that their readers publish, which are not kept here:
 *
 *   node bench/formats.mjs <SARIF schema> <schema of a GitLab issue> <folder> [<folder> …]
 *
 * That of SARIF is sarif-schema-2.1.0.json of OASIS, errata 01; that of GitLab is
 * app/validators/json_schemas/codeclimate.json of its sources. Ends with 1 where something is not
 * valid, or where a schema refuses nothing. Build first.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Ajv } from 'ajv';
import Draft04 from 'ajv-draft-04';
import addFormats from 'ajv-formats';
import { assess, loadConfiguration, reportAs } from '../dist/index.js';

const [sarifSchema, gitlabSchema, ...folders] = process.argv.slice(2);
const read = (file) => JSON.parse(readFileSync(file, 'utf8'));
const draft04 = new Draft04.default({ strict: false, allErrors: true, unicodeRegExp: false });
addFormats.default(draft04);
const isSarif = draft04.compile(read(sarifSchema));
const isIssue = new Ajv({ strict: false, allErrors: true }).compile(read(gitlabSchema));
const options = { color: false, width: 80 };

for (const folder of folders) {
  const assessment = assess({ root: folder, ...(await loadConfiguration(folder)) });
  const log = JSON.parse(reportAs('sarif', assessment, options));
  const issues = JSON.parse(reportAs('gitlab', assessment, options));
  const faults = [
    ...(isSarif(log) ? [] : isSarif.errors),
    ...issues.flatMap((issue) => (isIssue(issue) ? [] : isIssue.errors)),
    // What is broken on purpose has to be refused, or the schema proves nothing.
    ...(isSarif({ ...log, version: '9' }) ? ['a wrong version of SARIF is not refused'] : []),
    ...(isIssue({ ...issues[0], fingerprint: 1 })
      ? ['a fingerprint of GitLab is not checked']
      : []),
  ];
  if (faults.length > 0) process.exitCode = 1;
  const [{ results }] = log.runs;
  console.log(
    `${path.basename(folder)}: ${results.length} SARIF results, ${issues.length} GitLab issues, ${faults.length} faults`,
    ...faults.slice(0, 5),
  );
}
