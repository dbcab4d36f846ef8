import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { latencyPercentile, listen, timeout } from '@resilint/runtime';
import { ControlledCall, fail, outcomeOf } from '../support/calls.js';
import { FakeClock } from '../support/fake-clock.js';

const [minMs, maxMs] = [3, 400];
const bucketOf = (ms: number): number =>
  Math.ceil(Math.log2(Math.min(Math.max(ms, 1), maxMs)) * 12);

/** Keeps every latency with its weight, and looks for the percentile from above. */
class Reference {
  private weights: { readonly bucket: number; weight: number }[] = [];
  private calls = 0;
  private skipped = 0;
  limitMs = maxMs;

  record(durationMs: number, share: number): void {
    this.weights.push({ bucket: bucketOf(durationMs), weight: 1 });
    this.calls++;
    if (this.calls >= 40) {
      for (const entry of this.weights) entry.weight /= 2;
      this.calls /= 2;
    }
    if (this.calls < 12) return;
    this.skipped++;
    if (this.skipped < 2) return;
    this.skipped = 0;
    const buckets = [...new Set(this.weights.map(({ bucket }) => bucket))].sort((a, b) => b - a);
    const from = (least: number): number =>
      this.weights.reduce((sum, { bucket, weight }) => sum + (bucket >= least ? weight : 0), 0);
    const found = buckets.find((bucket) => from(bucket) > this.calls * (1 - share)) ?? 0;
    this.limitMs = Math.min(maxMs, Math.max(minMs, Math.ceil(2 ** (found / 12))));
  }
}

describe('a limit from a latency percentile, beside a slow reference', () => {
  it.each([0.5, 0.75])('is the same for the percentile %d', (percentile) => {
    const latency = fc.oneof(fc.constantFrom(0, 1, 10, 100, 399, 400, 401, 9_000), fc.nat(500));
    const property = fc.property(
      fc.array(latency, { maxLength: 150, size: 'max' }),
      (latencies) => {
        const options = { percentile, minMs, maxMs, minimumCalls: 12, halfLifeCalls: 20 };
        const limit = latencyPercentile(options);
        const reference = new Reference();
        for (const ms of latencies) {
          limit.record?.(ms);
          reference.record(ms, percentile);
          expect(limit.limitMs()).toBe(reference.limitMs);
        }
      },
    );
    fc.assert(property, { numRuns: 300 });
  });

  it('refuses certainty', () => {
    const certain = () => latencyPercentile({ percentile: 1, minMs, maxMs });
    expect(certain).toThrow('percentile cannot be 1');
  });
});

describe('a timeout', () => {
  it('reports no fault when its limit wants to hear of nothing', async () => {
    const clock = new FakeClock();
    const policy = timeout({ limit: 100, clock });
    const faults: unknown[] = [];
    listen(policy, (event) => faults.push(event), 'fault');
    outcomeOf(policy.execute(new ControlledCall().body));
    await clock.advance(100);
    expect(faults).toEqual([]);
  });

  it('expires although its limit throws, and nobody listens', async () => {
    const clock = new FakeClock();
    const record = (): never => {
      throw new Error('bug in the limit');
    };
    const policy = timeout({ limit: { limitMs: () => 100, record }, clock });
    const outcome = outcomeOf(policy.execute(new ControlledCall().body));
    await clock.advance(100);
    expect(outcome.value).toMatchObject({ code: 'timeout' });
  });

  it('leaves a call its own error, also at the very beginning of time', async () => {
    const clock = { now: () => 0, date: () => 0, setTimer: () => 0, clearTimer: () => undefined };
    const policy = timeout({ limit: 100, clock });
    await expect(policy.execute(fail)).rejects.toThrow('down');
  });
});
