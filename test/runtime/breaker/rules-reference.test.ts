import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cusum, timeWindow } from '@resilint/runtime';
import { errorBaseline, ewma, spc } from '@resilint/runtime/trip-rules';

// Every rule beside a slow reference that keeps all outcomes and follows the definition.

interface Call {
  readonly failed: boolean;
  readonly afterMs: number;
  /** Goes on from a saved state, on a clock that shows another time. */
  readonly moved: boolean;
}

const calls: fc.Arbitrary<Call[]> = fc.array(
  fc.record({
    failed: fc.boolean(),
    afterMs: fc.constantFrom(0, 0, 7, 60, 130, 1_400),
    moved: fc.integer({ min: 0, max: 9 }).map((number) => number === 0),
  }),
  { maxLength: 80, size: 'max' },
);

const outcomes = fc.array(fc.boolean(), { maxLength: 120, size: 'max' });

describe('trip rules beside a slow reference', () => {
  it('a time window counts the calls of its buckets, wherever its state goes', () => {
    const make = timeWindow({ windowMs: 500, buckets: 5, failureRate: 0.47, minimumCalls: 4 });
    const property = fc.property(calls, (sequence) => {
      let rule = make();
      const seen: { readonly failed: boolean; readonly bucket: number }[] = [];
      let now = 0;
      let shift = 0;
      for (const { failed, afterMs, moved } of sequence) {
        now += afterMs;
        if (moved) {
          const saved = rule.save(now + shift);
          shift += 12_345;
          rule = make();
          rule.reset(saved, now + shift);
        }
        const bucket = Math.floor(now / 100);
        seen.push({ failed, bucket });
        const recent = seen.filter((call) => call.bucket > bucket - 5);
        const failures = recent.filter((call) => call.failed).length;
        const trips = failed && recent.length >= 4 && failures >= 0.47 * recent.length;
        expect(rule.record(failed, now + shift, 0)).toBe(trips);
      }
    });
    fc.assert(property, { numRuns: 500 });
  });

  it('an error baseline compares the last calls with what was usual before them', () => {
    const make = errorBaseline({ calls: 8, z: 2, baselineCalls: 20, leastRate: 0.03 });
    const property = fc.property(outcomes, fc.nat(120), (sequence, resetAt) => {
      let rule = make();
      let recent: number[] = [];
      let [count, failures] = [0, 0];
      for (const [index, failed] of sequence.entries()) {
        if (index === resetAt) {
          rule.reset();
          recent = [];
        } else if (index % 11 === 10) {
          const saved = rule.save(0);
          rule = make();
          rule.reset(saved);
        }
        recent.push(Number(failed));
        if (recent.length > 8) {
          const weight = count < 20 ? 1 : 0.95;
          count = count * weight + 1;
          failures = failures * weight + (recent.shift() ?? 0);
        }
        const usual = Math.max(0.03, count === 0 ? 0 : failures / count);
        const limit = 8 * usual + 2 * Math.sqrt(8 * usual * (1 - usual));
        const sum = recent.reduce((total, one) => total + one, 0);
        const trips = rule.record(failed, 0, 0);
        // Sums that differ in the last digit only may be judged either way.
        if (Math.abs(sum - limit) >= 1e-9) expect(trips).toBe(failed && sum > limit);
      }
    });
    fc.assert(property, { numRuns: 500, examples: [[Array<boolean>(100).fill(false), 50]] });
  });

  it.each([
    { over: 'calls', keep: () => 0.8, options: { calls: 9 } },
    {
      over: 'time',
      keep: (ms: number) => Math.exp(-ms / 100),
      options: { decayMs: 100, calls: 1 },
    },
  ])('a moving average over $over weighs every call', ({ over, keep, options }) => {
    const timed = over === 'time';
    const make = ewma({ failureRate: 0.47, minimumCalls: 3, ...options });
    expect(make().needs).toBe(timed ? 'time' : '');
    const property = fc.property(calls, (sequence) => {
      const rule = make();
      const seen: { readonly failed: boolean; readonly at: number; readonly index: number }[] = [];
      let now = 0;
      for (const [index, { failed, afterMs }] of sequence.entries()) {
        now += afterMs;
        seen.push({ failed, at: now, index });
        const weightOf = (call: (typeof seen)[number]): number =>
          timed ? keep(now - call.at) : 0.8 ** (index - call.index);
        const weight = seen.reduce((sum, call) => sum + weightOf(call), 0);
        const failures = seen.reduce((sum, call) => sum + Number(call.failed) * weightOf(call), 0);
        const close = Math.min(Math.abs(weight - 3), Math.abs(failures - 0.47 * weight)) < 1e-9;
        const trips = rule.record(failed, now, 0);
        if (!close) expect(trips).toBe(failed && weight >= 3 && failures >= 0.47 * weight);
      }
    });
    fc.assert(property, { numRuns: 300 });
  });

  it('a moving average trips at its rate, and from its least weight on', () => {
    const make = ewma({ calls: 3, failureRate: 0.5, minimumCalls: 1 });
    expect(make().record(true, 0, 0)).toBe(true);
    const even = ewma({ decayMs: 1_000, failureRate: 0.5, minimumCalls: 2 })();
    even.record(false, 0, 0);
    expect(even.record(true, 0, 0)).toBe(true);
    // A single call never weighs more than itself.
    expect(() => ewma({ calls: 3, minimumCalls: 2 })).not.toThrow();
    expect(() => ewma({ failureRate: 2 })).toThrow('failureRate cannot be 2');
  });

  it('a control chart has the least limit that chance exceeds rarely enough', () => {
    const property = fc.property(
      fc.double({ min: 0.01, max: 0.6, noNaN: true }),
      fc.integer({ min: 2, max: 40 }),
      (usual, size) => {
        const rule = spc({ calls: size, callsBetweenFalseTrips: 100_000 })();
        rule.reset([usual]);
        let trips = 1;
        while (trips <= size && !rule.record(true, 0, 0)) trips++;
        const rare = size / 100_000;
        const enough = (limit: number): boolean => binomialTail(size, limit, usual) <= rare;
        // Where even a sample of failures alone is not rare enough, all must have failed.
        const least = Array.from({ length: size }, (_, index) => index + 1).find(enough) ?? size;
        expect(trips).toBe(least);
      },
    );
    fc.assert(property, { numRuns: 300 });
  });

  it('a control chart learns what is usual from each sample inside its limit', () => {
    const rule = spc({ calls: 10, baselineCalls: 40, leastRate: 0.05 })();
    const sample = (failures: number): number => {
      for (let call = 0; call < 10; call++) rule.record(call < failures, 0, 0);
      return rule.save(0)[0] as number;
    };
    expect(sample(2)).toBeCloseTo(0.05 + (0.2 - 0.05) / 4, 12);
    expect(sample(0)).toBeCloseTo(0.0875 * 0.75, 12);
    expect(sample(0)).toBeCloseTo(0.05, 12);
    const quick = spc({ calls: 10, baselineCalls: 4, leastRate: 0.05 })();
    for (let call = 0; call < 10; call++) quick.record(call < 2, 0, 0);
    expect(quick.save(0)[0]).toBeCloseTo(0.2, 12);
    expect(() => spc({ leastRate: 1 })).toThrow('leastRate cannot be 1');
  });

  it('a cumulative sum adds the evidence of each call, and is never negative', () => {
    const make = cusum({ expectedRate: 0.05, detectRate: 0.4, callsBetweenFalseTrips: 5_000 });
    const property = fc.property(outcomes, (sequence) => {
      const rule = make();
      let sum = 0;
      for (const failed of sequence) {
        sum = Math.max(0, sum + Math.log(failed ? 0.4 / 0.05 : 0.6 / 0.95));
        const trips = rule.record(failed, 0, 0);
        expect(rule.save(0)[0]).toBeCloseTo(sum, 9);
        expect(trips).toBe(sum >= Math.log(5_000));
      }
    });
    fc.assert(property, { numRuns: 200 });
    expect(() => cusum({ detectRate: 1 })).toThrow('detectRate cannot be 1');
    // Exactly at its limit it trips.
    const even = cusum({ expectedRate: 0.25, detectRate: 0.5, callsBetweenFalseTrips: 2 })();
    expect(even.record(true, 0, 0)).toBe(true);
  });
});

/** The probability of at least `least` failures of `size` calls. */
function binomialTail(size: number, least: number, rate: number): number {
  let tail = 0;
  for (let failures = least; failures <= size; failures++) {
    let ways = 1;
    for (let index = 0; index < failures; index++) ways *= (size - index) / (index + 1);
    tail += ways * rate ** failures * (1 - rate) ** (size - failures);
  }
  return tail;
}
