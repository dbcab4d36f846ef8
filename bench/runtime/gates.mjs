// @ts-nocheck: measures libraries that have no types here.
// What must hold, and the figures that show whether it does.
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bytesOf, cpuOf, instanceBytes, median, ratioOf } from './measure.mjs';
import { sizeOf } from './size.mjs';

const folder = dirname(fileURLToPath(import.meta.url));
const dist = '../../src/runtime/dist/esm';
const five = 'circuitBreaker, consecutive, timeout, retry, bulkhead, fallback, compose';

export async function gatesOf({ suite, runtime, quick }) {
  const rounds = quick ? 9 : 11;
  const samples = await cpuOf(suite.cases, { rounds, operations: quick ? 40_000 : 150_000 });
  return [
    ...timeGates(samples),
    ...(await byteGates(suite)),
    row('G6', 'a failure after 100 000 calls to one after 100', [
      await failureGrowth(runtime),
      1.2,
      '×',
    ]),
    row('G7', 'a breaker with a time window', [instances(runtime, runtime.timeWindow()), 600, 'B']),
    row('G7', 'a breaker that counts', [instances(runtime, runtime.consecutive(5)), 200, 'B']),
    ...(await inFlight(runtime)),
    row('G10', 'bundle of a breaker', [await size('{ circuitBreaker, consecutive }'), 2_000, 'B']),
    row('G10', 'bundle of five policies', [await size(`{ ${five} }`), 4_500, 'B']),
    row('G10', 'bundle of the main entry', [await size('*'), 10_000, 'B']),
    row('', 'the bare call', [median(samples.get('bare')), undefined, 'ns']),
    row('', 'the least breaker (`bench/runtime/floor.mjs`) to the bare call', [
      ratioOf(samples, 'floor', 'bare'),
      undefined,
      '×',
    ]),
    row('', 'the least breaker to cockatiel’s', [
      ratioOf(samples, 'floor', 'cockatiel sampling breaker'),
      undefined,
      '×',
    ]),
    ...(await ungated(['config', 'telemetry', 'trip-rules'])),
  ];
}

const newNode = Number(process.versions.node.split('.')[0]) >= 22;

function timeGates(samples) {
  const ratio = (name, to = 'bare') => ratioOf(samples, name, to);
  const ns = (name) => median(samples.get(name));
  return [
    row('G1', 'breaker to the bare call', [ratio('breaker'), 3.5, '×']),
    row('G1', 'breaker to cockatiel’s', [ratio('breaker', 'cockatiel sampling breaker'), 0.7, '×']),
    row('G1', 'breaker to opossum’s', [ratio('breaker', 'opossum breaker'), 0.25, '×']),
    row('G2', 'slow-call breaker to the bare call', [
      ratio('breaker, slow calls'),
      newNode ? 5 : 6,
      '×',
    ]),
    row('G3', 'four policies to the bare call', [ratio('stack'), 8, '×']),
    row('G3', 'four policies to cockatiel’s', [
      ratio('stack', 'cockatiel stack'),
      1 / (newNode ? 15 : 25),
      '×',
    ]),
    row('G4', 'four policies with the signal read', [
      ratio('stack, signal read'),
      newNode ? 8 : 60,
      '×',
    ]),
    row('G5', 'rejection while open', [ns('open'), 2_200, 'ns']),
    row('G5', 'rejection with a shared error', [ns('open, shared error'), 1_200, 'ns']),
    row('G5', 'rejection without an exception', [ns('open, result'), 120, 'ns']),
  ];
}

async function byteGates({ cases }) {
  const bytes = (name) => bytesOf(cases.find((entry) => entry.name === name));
  return [
    row('G1', 'bytes per call of a breaker', [await bytes('breaker'), 700, 'B']),
    row('G3', 'bytes per call of four policies', [await bytes('stack'), 1_200, 'B']),
  ];
}

function row(gate, what, [value, limit, unit]) {
  return { gate, what, value, limit, unit };
}

function instances({ circuitBreaker }, trip) {
  return instanceBytes(() => circuitBreaker({ trip }));
}

function size(exported, entry = 'index') {
  return sizeOf(`export ${exported} from '${dist}/${entry}.js';`, folder);
}

/** What the entries add to the main one, for whoever wants to know. */
async function ungated(entries) {
  const main = `export * from '${dist}/index.js';`;
  const base = await sizeOf(main, folder);
  const rows = entries.map(async (entry) => {
    const both = await sizeOf(`${main} export * from '${dist}/${entry}.js';`, folder);
    return row('', `what the entry “${entry}” adds to it`, [both - base, undefined, 'B']);
  });
  return Promise.all(rows);
}

/** What a failure costs, by the number of calls in the window. */
async function failureGrowth({ circuitBreaker, timeWindow }) {
  const down = () => Promise.reject(failure);
  const failure = new Error('down');
  const costs = [];
  for (const calls of [100, 100_000, 100, 100_000]) {
    const trip = timeWindow({ windowMs: 600_000, failureRate: 1 });
    const breaker = circuitBreaker({ trip });
    for (let call = 0; call < calls; call++) await breaker.execute(() => 1);
    const samples = await cpuOf(
      [{ name: 'failure', body: () => breaker.execute(down).catch(() => 0) }],
      {
        rounds: 7,
        operations: 10_000,
      },
    );
    costs.push(median(samples.get('failure')));
  }
  // The first pair warms up.
  return costs[3] / costs[2];
}

/** Ten thousand calls that wait: time, memory and timers. */
async function inFlight({ compose, circuitBreaker, timeWindow, timeout, bulkhead }) {
  const count = 10_000;
  const timers = () => process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length;
  const policy = compose(circuitBreaker({ trip: timeWindow() }), timeout(600_000), bulkhead(count));
  const cost = [];
  let bytes = 0;
  let added = 0;
  for (let round = 0; round < 5; round++) {
    const ends = [];
    const outcomes = [];
    const body = () => new Promise((resolve) => ends.push(resolve));
    globalThis.gc();
    const before = {
      heap: process.memoryUsage().heapUsed,
      timers: timers(),
      cpu: process.cpuUsage(),
    };
    for (let call = 0; call < count; call++) outcomes.push(policy.execute(body));
    added = Math.max(added, timers() - before.timers);
    const cpu = process.cpuUsage(before.cpu);
    globalThis.gc();
    bytes = (process.memoryUsage().heapUsed - before.heap) / count;
    const resumed = process.cpuUsage();
    for (const end of ends) end(1);
    await Promise.all(outcomes);
    const rest = process.cpuUsage(resumed);
    cost.push(((cpu.user + cpu.system + rest.user + rest.system) * 1_000) / count);
  }
  return [
    row('G8', 'timers that hold the process, with 10 000 calls in flight', [added, 0, '']),
    row('G9', 'a call among 10 000 in flight', [median(cost), 3_500, 'ns']),
    row('G9', 'memory of a call in flight', [bytes, 1_100, 'B']),
  ];
}
