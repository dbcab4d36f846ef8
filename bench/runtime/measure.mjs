// @ts-nocheck: measures libraries that have no types here.
// CPU time and allocated bytes per operation, every case in turn, several rounds.

const cpuNow = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) * 1_000;
};

async function run(body, operations) {
  for (let index = 0; index < operations; index++) await body();
  // What a case puts off until the event loop turns, such as the bookkeeping of rejections, is its
  // own cost. Without a turn it piles up, and a later case pays for it.
  await new Promise((resolve) => setImmediate(resolve));
}

/** Nanoseconds of CPU per operation: one list of rounds per case, all cases interleaved. */
export async function cpuOf(cases, { rounds, operations }) {
  const samples = new Map(cases.map(({ name }) => [name, []]));
  for (const { body, share = 1 } of cases) await run(body, operations * share);
  for (let round = 0; round < rounds; round++) {
    // Another order in each round, so that no case always follows the same one.
    for (const { name, body, share = 1 } of rotated(cases, round)) {
      const count = Math.ceil(operations * share);
      // The collector throws optimized code away whose objects are all gone, as they are while the
      // other cases run. In a service calls do not pause that long.
      await run(body, count);
      // Nor does a case pay for what the one before it left to the collector.
      globalThis.gc?.({ type: 'minor' });
      const started = cpuNow();
      await run(body, count);
      samples.get(name).push((cpuNow() - started) / count);
    }
  }
  return samples;
}

/** Heap bytes allocated per operation; needs --expose-gc and a large young generation. */
export async function bytesOf({ body }, operations = 5_000) {
  // As the optimizing compiler leaves it, which takes its time.
  await run(body, 20 * operations);
  const rounds = [];
  for (let round = 0; round < 15; round++) {
    globalThis.gc();
    const before = process.memoryUsage().heapUsed;
    await run(body, operations);
    rounds.push((process.memoryUsage().heapUsed - before) / operations);
  }
  return median(rounds);
}

/** Heap bytes that one instance keeps. */
export function instanceBytes(make, count = 20_000) {
  const kept = new Array(count);
  for (let index = 0; index < 200; index++) make();
  globalThis.gc();
  const before = process.memoryUsage().heapUsed;
  for (let index = 0; index < count; index++) kept[index] = make();
  globalThis.gc();
  const bytes = (process.memoryUsage().heapUsed - before) / count;
  return kept.length === count ? bytes : 0;
}

/** The middle of the ratios of two cases, paired by round. */
export function ratioOf(samples, name, to) {
  const base = samples.get(to);
  return median(samples.get(name).map((value, round) => value / base[round]));
}

export function median(values) {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
}

function rotated(cases, by) {
  const start = by % cases.length;
  return [...cases.slice(start), ...cases.slice(0, start)];
}
