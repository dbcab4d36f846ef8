#!/usr/bin/env node
// @ts-nocheck: a script for hand use, run by Node as it stands.
/**
 * Lists where each client of the catalogue was found in public code, and which were found nowhere.
 *
 *   node bench/accuracy/seen-clients.mjs owner/name@commit=assessment.json …
 *
 * Prints Markdown: one call of each client, the first by repository, file and line.
 */
import { readFileSync } from 'node:fs';

const { clients } = JSON.parse(readFileSync('rules/compiled.json', 'utf8'));
const outbound = clients.filter(({ guard, framework }) => !guard && !framework);
const calls = process.argv.slice(2).sort().flatMap(readCalls);
const seen = outbound.flatMap((entry) => {
  const call = calls.find(({ client }) => isOf(entry, client));
  return call === undefined ? [] : [{ name: entry.client, call }];
});
const names = new Set(seen.map(({ name }) => name));
const unseen = outbound.filter(({ client }) => !names.has(client)).map(({ client }) => client);

process.stdout.write(
  [
    '# Clients seen in public code',
    '',
    'Made by `bench/accuracy/seen-clients.mjs` from assessments of the repositories that are named in',
    `the table. ${seen.length} of ${outbound.length} clients were found in at least one of them.`,
    '',
    '| Entry | Package | Operation | Where |',
    '| ----- | ------- | --------- | ----- |',
    ...seen.map(
      ({ name, call }) =>
        `| \`${name}\` | \`${call.client}\` | ${call.operation} | ${call.source}:${call.file}:${call.line} |`,
    ),
    '',
    'Not seen in these repositories, and so known from their examples only:',
    `${unseen.map((name) => `\`${name}\``).join(', ')}.`,
    '',
  ].join('\n'),
);

function readCalls(argument) {
  const [, source, file] = /^([^=]+)=(.+)$/.exec(argument) ?? [];
  return JSON.parse(readFileSync(file, 'utf8')).calls.map((call) => ({ ...call, source }));
}

/** An entry may stand for all packages of a family: `@aws-sdk/client-*`. */
function isOf({ client, packages = [] }, name) {
  return [client, ...packages].some((one) =>
    one.endsWith('*') ? name.startsWith(one.slice(0, -1)) : one === name,
  );
}
