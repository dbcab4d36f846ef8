// @ts-nocheck: measures libraries that have no types here.
// Ten thousand calls that wait at the same time: CPU time, memory and timers of each, ours and
// opossum's in turns. A process of its own, with the heap of any other: where young memory is made
// large, or collected before each round, calls that live long cost something else.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { loadPeers, loadRuntime } from './peers.mjs';

const file = fileURLToPath(import.meta.url);
const count = 10_000;
const warmUp = 10;
const rounds = 40;

/** What `own` and `peer` cost for each call, in `costNs` of CPU time and `bytes`, and their `timers`. */
export function inFlight() {
  const { stdout, stderr, status } = spawnSync(process.execPath, ['--expose-gc', file]);
  if (status !== 0) throw new Error(`${file} failed: ${stderr}`);
  return JSON.parse(stdout);
}

if (process.argv[1] === file) process.stdout.write(JSON.stringify(await measure()));

async function measure() {
  const { execute, dispose } = contestants(await loadRuntime(), await loadPeers());
  const results = { own: { cpuNs: 0 }, peer: { cpuNs: 0 } };
  for (let round = -warmUp; round < rounds; round++) {
    for (const name of ['own', 'peer']) {
      const cpuNs = await fly(execute[name]);
      if (round >= 0) results[name].cpuNs += cpuNs;
    }
  }
  const figures = {};
  for (const name of ['own', 'peer']) {
    const costNs = results[name].cpuNs / rounds / count;
    figures[name] = { costNs, ...(await held(execute[name])) };
  }
  dispose();
  return figures;
}

/** Our policies, and opossum's breaker, which has a timeout of its own. */
function contestants({ compose, circuitBreaker, timeWindow, timeout, bulkhead }, { opossum }) {
  const policy = compose(circuitBreaker({ trip: timeWindow() }), timeout(600_000), bulkhead(count));
  const breaker = new opossum((body) => body(), { timeout: 600_000 });
  return {
    execute: { own: (body) => policy.execute(body), peer: (body) => breaker.fire(body) },
    dispose: () => breaker.shutdown(),
  };
}

/** Nanoseconds of CPU time that the calls of one round take together. */
async function fly(execute) {
  const started = cpuNs();
  await launch(execute).land();
  // What is put off until the event loop turns belongs to the round.
  await new Promise((resolve) => setImmediate(resolve));
  return cpuNs() - started;
}

/** What calls hold while they wait. */
async function held(execute) {
  globalThis.gc();
  const heap = process.memoryUsage().heapUsed;
  const timers = heldTimers();
  const flight = launch(execute);
  const figures = { timers: heldTimers() - timers };
  globalThis.gc();
  figures.bytes = (process.memoryUsage().heapUsed - heap) / count;
  await flight.land();
  return figures;
}

function launch(execute) {
  const ends = [];
  const body = () => new Promise((resolve) => ends.push(resolve));
  const outcomes = Array.from({ length: count }, () => execute(body));
  return {
    land() {
      for (const end of ends) end(1);
      return Promise.all(outcomes);
    },
  };
}

function heldTimers() {
  return process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length;
}

function cpuNs() {
  const { user, system } = process.cpuUsage();
  return (user + system) * 1_000;
}
