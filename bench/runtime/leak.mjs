// @ts-nocheck: runs our build, which is not there when types are checked.
// Makes many calls of every kind and fails when memory, timers or listeners stay behind.
// `node --expose-gc bench/runtime/leak.mjs [calls]`, a million by default.
import { loadRuntime } from './peers.mjs';

const calls = Number(process.argv[2] ?? 1_000_000);
const lib = await loadRuntime();
const keepAlive = setInterval(() => {}, 1_000);

const breaker = lib.circuitBreaker({ trip: lib.timeWindow(), reset: () => 1 });
const permits = lib.bulkhead({ limit: 100, queue: 100, queueMs: 5 });
const policy = lib.compose(
  lib.retry({ attempts: 2, backoff: () => 1 }),
  breaker,
  lib.timeout(5_000),
  permits,
);
// One signal for all calls, like that of a server that shuts down.
const shutdown = new AbortController();
let listeners = 0;
const { addEventListener } = AbortSignal.prototype;
shutdown.signal.addEventListener = function (...args) {
  listeners++;
  return addEventListener.apply(this, args);
};
const { signal } = shutdown;
const quietly = (promise) =>
  promise.then(
    () => 0,
    () => 0,
  );
const bodies = [
  () => 1,
  async () => 1,
  ({ signal: own }) => Promise.resolve(own.aborted),
  () => Promise.reject(new Error('down')),
];

async function batch(size) {
  for (let done = 0; done < size; done += 150) {
    // More calls than permits; one in a hundred fails and is repeated.
    const round = Array.from({ length: 150 }, (_, index) => {
      const body = bodies[index % 100 === 3 ? 3 : index % 3];
      return quietly(policy.execute(body, index % 2 === 0 ? { signal } : undefined));
    });
    await Promise.all(round);
    if (breaker.state === 'open') breaker.close();
  }
}

const heap = () => {
  globalThis.gc();
  return process.memoryUsage().heapUsed;
};

await batch(calls / 10);
const before = heap();
await batch(calls);
const grown = heap() - before;
const left = { listeners: listeners - 1, running: permits.running, queued: permits.queued };
console.log(`${calls} calls: ${grown} bytes kept, ${JSON.stringify(left)}`);
clearInterval(keepAlive);
// Far less than a byte per call; the rest is code that was compiled meanwhile.
const leaks = grown > 500_000 || Object.values(left).some((count) => count > 0);
process.exit(leaks ? 1 : 0);
