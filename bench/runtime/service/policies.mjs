// @ts-nocheck: part of a measurement, without types.
// How the service calls its dependencies: plainly, or under policies.
import { loadRuntime } from '../peers.mjs';

/** Calls that wait for as long as it takes, as most services make them. */
export function plain() {
  const call = (body) => body({ signal: undefined });
  return {
    database: call,
    cache: call,
    prices: (_product, body) => call(body).then((value) => ({ value, stale: false })),
    running: () => 0,
  };
}

/** The same calls under policies: a stalled dependency costs 200 ms at the most, and then nothing. */
export async function guarded() {
  const lib = await loadRuntime();
  const made = [];
  const policy = (name, limit, ...more) => {
    const permits = lib.bulkhead({ limit, queue: limit, queueMs: 100 });
    made.push(permits);
    const breaker = lib.circuitBreaker({
      name,
      trip: lib.timeWindow({ windowMs: 2_000, minimumCalls: 10, failureRate: 0.5 }),
      reset: lib.fullJitter(300, 1_000),
      probes: 2,
      probeSuccesses: 2,
      probeDeadlineMs: 1_000,
    });
    return lib.compose(...more, breaker, lib.timeout(200), permits);
  };
  const retry = lib.retry({
    attempts: 2,
    backoff: lib.fullJitter(20, 100),
    budget: lib.retryBudget(),
  });
  const database = policy('database', 20, retry);
  const cache = policy('cache', 50);
  const live = policy('prices', 30, retry);
  const remembered = lib.staleCache((product) => product, { maxAgeMs: 60_000 });
  const prices = lib.ladder('prices', [
    remembered.remember({
      name: 'live',
      policy: live,
      run: (context, _product, body) => body(context),
    }),
    remembered.rung(),
  ]);
  return {
    database: (body) => database.execute(body, { effect: 'write', idempotent: true }),
    cache: (body) => cache.execute(body),
    prices: (product, body) => prices.serve(product, body),
    running: () => made.reduce((sum, { running, queued }) => sum + running + queued, 0),
  };
}
