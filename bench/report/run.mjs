#!/usr/bin/env node
// @ts-nocheck: a script for hand use, run by Node as it stands.
/**
 * How long the first report of a process takes, and how large it is:
 *
 *   node bench/report/run.mjs [<findings> …]
 *
 * A bundled service is scanned, and its calls and findings are repeated up to the number. Each run
 * is a process of its own that has read the assessment already. Prints the processor's time in user
 * mode of the fastest of five runs: of the thread that renders, which is what an idle machine lets
 * one wait, and of all threads, with those that optimise code and collect garbage. Linux only, as it
 * reads /proc. Build first.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { assess, gate, loadConfiguration, reportHtml } from '../../dist/index.js';
import { reportPack } from '../../dist/io/report-pack.js';

const RUNS = 5;
/** A tick of /proc/<process>/task/<thread>/stat. */
const TICK_MS = 10;
const SERVICE = fileURLToPath(new URL('../../fixtures/express-orders', import.meta.url));
const [first, ...rest] = process.argv.slice(2);

if (first === '--once') await once(...rest);
else await measure(first === undefined ? [1000, 5000, 20_000] : [first, ...rest].map(Number));

async function measure(counts) {
  const folder = mkdtempSync(path.join(tmpdir(), 'resilint-report-'));
  try {
    const { settings, catalog, rules } = await loadConfiguration(SERVICE);
    const service = assess({ root: SERVICE, settings, catalog, rules, cache: false });
    const rulesFile = path.join(folder, 'rules.json');
    writeFileSync(rulesFile, JSON.stringify(rules.rules));
    for (const count of counts) {
      const file = path.join(folder, `${count}.json`);
      writeFileSync(file, JSON.stringify(gate(repeated(service, count), { today: '2026-06-30' })));
      const runs = Array.from({ length: RUNS }, () =>
        JSON.parse(
          execFileSync(
            process.execPath,
            [...process.execArgv, process.argv[1], '--once', file, rulesFile],
            { encoding: 'utf8' },
          ),
        ),
      );
      const fastest = runs.toSorted((left, right) => left.threadUserMs - right.threadUserMs)[0];
      console.log(JSON.stringify({ findings: count, ...fastest }));
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** As the command does after it has read its input. */
async function once(file, rulesFile) {
  const [assessment, rules] = [file, rulesFile].map((name) =>
    JSON.parse(readFileSync(name, 'utf8')),
  );
  const before = { all: process.cpuUsage().user, thread: threadTicks() };
  const files = await reportHtml(
    {
      assessment,
      title: 'many findings',
      today: '2026-06-30',
      history: [],
      rules,
      codemods: ['add-timeout'],
    },
    { file: 'report.html', assets: 'inline', packages: [] },
    await reportPack(),
  );
  console.log(
    JSON.stringify({
      threadUserMs: (threadTicks() - before.thread) * TICK_MS,
      allThreadsUserMs: Math.round((process.cpuUsage().user - before.all) / 1000),
      pages: files.length,
      largestMB:
        Math.round(Math.max(...files.map(({ text }) => Buffer.byteLength(text))) / 10_000) / 100,
    }),
  );
}

/** Of the main thread, in user mode. */
function threadTicks() {
  const fields = readFileSync(`/proc/self/task/${process.pid}/stat`, 'utf8').split(') ').at(-1);
  return Number(fields.split(' ')[11]);
}

/** The calls and findings of a service, over and over, in files and dependencies of their own. */
function repeated(service, count) {
  const { calls, findings, dependencies } = service;
  const rounds = Math.ceil(count / findings.length);
  const all = (list, change) =>
    Array.from({ length: rounds }, (_, round) => list.map((one) => change(one, round))).flat();
  const named = (id, round) => `${round.toString(16).padStart(4, '0')}${id.slice(4)}`;
  const moved = (one, round) => ({ ...one, file: one.file.replace(/^src/, `src/part-${round}`) });
  const subject = (one, round) =>
    calls.some(({ id }) => id === one.subjectId) ? named(one.subjectId, round) : one.subjectId;
  return {
    ...service,
    calls: all(calls, (one, round) => ({ ...moved(one, round), id: named(one.id, round) })),
    findings: all(findings, (one, round) => ({
      ...moved(one, round),
      id: named(one.id, round),
      subjectId: subject(one, round),
    })).slice(0, count),
    dependencies: dependencies.map((one) => ({ ...one, callCount: one.callCount * rounds })),
  };
}
