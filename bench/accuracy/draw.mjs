#!/usr/bin/env node
// @ts-nocheck: a script for hand use, run by Node as it stands.
/**
 * Draws from assessments, uniformly and without replacement, to be judged by hand:
 *
 * - `--of calls` (the default): calls with role request or publish;
 * - `--of findings`: findings of severity error and warning by stable rules;
 * - `--of chains`: verdicts `bounded` and `yes` whose evidence stands in another file than the call.
 *
 *   node bench/accuracy/draw.mjs --seed 1 --count 100 owner/name@commit=assessment.json …
 *
 * With `--each 8` at most eight are drawn of one repository: what is flawed there is mostly flawed in
 * the same way. Prints one line of JSON per drawn item. The same seed over the same assessments draws the same
 * items, and a greater count extends the same draw.
 */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { mulberry32 } from '../mulberry32.mjs';

const DRAWN_ROLES = new Set(['request', 'publish']);

const KINDS = {
  calls: { read: readCalls, describe: describeCall },
  findings: { read: readFindings, describe: describeFinding },
  chains: { read: readChains, describe: describeChain },
};

const { seed, count, each, kind, sources } = readArguments();
const items = sources.flatMap(kind.read).sort(byPlace);
const drawn = firstOfEach(shuffled(items, mulberry32(seed)), each).slice(0, count);
process.stdout.write(drawn.map((item) => `${JSON.stringify(kind.describe(item))}\n`).join(''));

function readArguments() {
  const { values, positionals } = parseArgs({
    options: {
      seed: { type: 'string' },
      count: { type: 'string', default: '100' },
      of: { type: 'string', default: 'calls' },
      each: { type: 'string' },
    },
    allowPositionals: true,
  });
  if (positionals.length === 0) fail('name at least one owner/name@commit=assessment.json');
  const chosen = KINDS[values.of];
  if (chosen === undefined) fail(`--of is one of ${Object.keys(KINDS).join(', ')}`);
  return {
    kind: chosen,
    seed: wholeNumber('--seed', values.seed),
    count: wholeNumber('--count', values.count),
    each: values.each === undefined ? Infinity : wholeNumber('--each', values.each),
    sources: positionals.map(readSource),
  };
}

function wholeNumber(option, text) {
  if (!/^\d{1,10}$/.test(text ?? '')) fail(`${option} needs a whole number`);
  return Number(text);
}

function readSource(argument) {
  const [, repository, commit, assessment] = /^([^@=]+)@([^@=]+)=(.+)$/.exec(argument) ?? [];
  if (!assessment) fail(`not of the form owner/name@commit=assessment.json: ${argument}`);
  return { repository, commit, assessment };
}

function readCalls({ repository, commit, assessment }) {
  const { calls } = readAssessment({ assessment });
  return calls
    .filter(({ role }) => DRAWN_ROLES.has(role))
    .map((call) => ({ ...call, repository, commit }));
}

function readAssessment({ assessment }) {
  return JSON.parse(readFileSync(assessment, 'utf8'));
}

function readFindings({ repository, commit, assessment }) {
  return readAssessment({ assessment })
    .findings.filter(({ severity, stability }) => severity !== 'note' && stability === 'stable')
    .map((finding) => ({ ...finding, repository, commit }));
}

function readChains(source) {
  return readCalls(source).flatMap((call) =>
    Object.entries(call.protection)
      .filter(([, { status }]) => status === 'bounded' || status === 'yes')
      .filter(([, { evidence = [] }]) => evidence.length > 0 && evidence[0].file !== call.file)
      .map(([protection, verdict]) => ({
        ...call,
        id: `${call.id} ${protection}`,
        protection,
        verdict,
      })),
  );
}

function byPlace(left, right) {
  return (
    compare(left.repository, right.repository) ||
    compare(left.file, right.file) ||
    left.line - right.line ||
    left.column - right.column ||
    compare(left.id, right.id)
  );
}

function compare(left, right) {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}

/** By Fisher and Yates. */
function shuffled(items, random) {
  const pool = [...items];
  for (let index = 0; index < pool.length; index++) {
    const other = index + Math.floor(random() * (pool.length - index));
    [pool[index], pool[other]] = [pool[other], pool[index]];
  }
  return pool;
}

/** At most so many of each repository. */
function firstOfEach(items, most) {
  const taken = new Map();
  return items.filter(({ repository }) => {
    const count = (taken.get(repository) ?? 0) + 1;
    taken.set(repository, count);
    return count <= most;
  });
}

function siteOf({ repository, commit, file, line }) {
  return `${repository}@${commit}:${file}:${line}`;
}

function describeCall(call) {
  const { client, operation, context, role, dependency } = call;
  return { site: siteOf(call), client, operation, context, role, dependency };
}

function describeFinding(finding) {
  const { rule, severity, stability, message } = finding;
  return { site: siteOf(finding), rule, severity, stability, message };
}

function describeChain(call) {
  const { client, operation, protection, verdict } = call;
  const chain = verdict.evidence.map(({ file, line, what }) => `${file}:${line} ${what}`);
  return { site: siteOf(call), client, operation, protection, status: verdict.status, chain };
}

function fail(message) {
  process.stderr.write(`${message}\n`);
  process.exit(2);
}
