#!/usr/bin/env node
// @ts-nocheck: a script for hand use, run by Node as it stands.
/**
 * Lists where each framework and guard of the catalogue was found in public code, and which were
 * found nowhere.
 *
 *   node bench/accuracy/seen-frameworks.mjs owner/name@commit=assessment.json=folder …
 *
 * An assessment does not name the framework of an entry point: it counts for the one that its file
 * imports and that lets work of its kind in, or by whose convention the file lies where it does;
 * where several can be meant, for none. A guard counts where a policy is of its library, or where
 * the line of an evidence names what its file imports of it, and so does a framework that sets a limit. Each line of the table is to be looked at.
 */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { importsOf } from './imports-of.mjs';

const { clients } = JSON.parse(readFileSync('rules/compiled.json', 'utf8'));
const frameworks = clients.filter(({ framework }) => framework).map(describe);
const guards = clients.filter(({ guard }) => guard);
const seen = new Map();

for (const argument of process.argv.slice(2).sort()) {
  const [, source, file, folder] = /^([^=]+)=([^=]+)=(.+)$/.exec(argument) ?? [];
  const assessment = JSON.parse(readFileSync(file, 'utf8'));
  const repository = { source, folder, dependencies: dependenciesOf(assessment, folder) };
  for (const entry of assessment.entryPoints) noteFramework(repository, entry);
  for (const { evidence } of assessment.entryPoints.flatMap(({ limits }) => limits)) {
    for (const place of evidence) noteNamed(frameworks, repository, { what: 'limit', ...place });
  }
  for (const evidence of evidencesOf(assessment)) noteGuard(repository, evidence);
}
print('Frameworks', frameworks);
print('Guards', guards);

function describe(entry) {
  const conventions = (entry.conventions ?? []).map(({ files, exports }) => ({
    files: new RegExp(files),
    kinds: kindsIn(exports),
  }));
  return { ...entry, kinds: kindsIn(entry.types), conventions };
}

/** The kinds of entry points that are registered somewhere below. */
function kindsIn(value, kinds = new Set()) {
  if (typeof value !== 'object' || value === null) return kinds;
  if (typeof value.kind === 'string' && 'name' in value) kinds.add(value.kind);
  for (const part of Object.values(value)) kindsIn(part, kinds);
  return kinds;
}

function dependenciesOf({ packages }, folder) {
  const manifests = packages.map(({ dir }) => path.join(folder, dir, 'package.json'));
  const texts = manifests.filter((one) => existsSync(one)).map((one) => readFileSync(one, 'utf8'));
  return new Set(
    texts.flatMap((text) => {
      const { dependencies = {}, devDependencies = {} } = JSON.parse(text.replace(/^\uFEFF/, ''));
      return Object.keys({ ...dependencies, ...devDependencies });
    }),
  );
}

function noteFramework(repository, { file, line, kind, name }) {
  const imported = importsOf(path.join(repository.folder, file));
  const meant = frameworks.filter(
    (one) => one.kinds.has(kind) && imported.some(({ of }) => isOf(one, of)),
  );
  const lying = frameworks.filter(
    (one) =>
      one.packages.some((of) => repository.dependencies.has(of)) &&
      one.conventions.some(({ files, kinds }) => kinds.has(kind) && files.test(file)),
  );
  const found = meant.length > 0 ? meant : lying;
  if (found.length === 1) note(found[0], repository, { file, line, what: `${kind} ${name}` });
}

/** Whatever protects: policies with their library, and evidence of calls. */
function evidencesOf({ calls, breakers, retries, pools }) {
  const policies = [...breakers, ...retries, ...pools].filter(({ calls: some }) => some.length > 0);
  const verdicts = calls.flatMap(({ protection }) => Object.values(protection));
  return [...policies, ...verdicts.flatMap(({ evidence }) => evidence ?? [])];
}

function noteGuard(repository, { file, line, library, what = library }) {
  const named = guards.find((one) => library !== undefined && isOf(one, library));
  if (named === undefined) noteNamed(guards, repository, { file, line, what });
  else note(named, repository, { file, line, what });
}

/** Entries that the line names by what the file imports of them, or by their globals. */
function noteNamed(entries, repository, { file, line, what }) {
  const at = path.join(repository.folder, file);
  const text = lineOf(at, line);
  for (const entry of entries) {
    const imported = importsOf(at).filter(({ of }) => isOf(entry, of));
    const names = [...imported.flatMap(({ names: some }) => some), ...Object.keys(entry.globals)];
    if (names.some((one) => new RegExp(`(?<![\\w$])${one}(?![\\w$])`).test(text))) {
      note(entry, repository, { file, line, what });
    }
  }
}

function lineOf(file, line) {
  return existsSync(file) ? (readFileSync(file, 'utf8').split('\n')[line - 1] ?? '') : '';
}

function isOf({ client, packages }, name) {
  return client === name || packages.includes(name);
}

function note({ client }, { source }, { file, line, what }) {
  if (!seen.has(client)) seen.set(client, `\`${what}\` | ${source}:${file}:${line}`);
}

function print(title, entries) {
  const found = entries.filter(({ client }) => seen.has(client));
  const missing = entries.filter(({ client }) => !seen.has(client));
  console.log(`## ${title}\n\n| Entry | What | Where |\n| --- | --- | --- |`);
  for (const { client } of found) console.log(`| \`${client}\` | ${seen.get(client)} |`);
  console.log(`\n${title} not seen: ${missing.map(({ client }) => `\`${client}\``).join(', ')}.\n`);
}
