import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exponential, fullJitter } from '@resilint/runtime';
import type { Jitter } from '@resilint/runtime';

const jitters: readonly Jitter[] = ['none', 'full', 'equal', 'decorrelated'];

describe('exponential backoff', () => {
  it('doubles up to the cap', () => {
    const backoff = exponential({ baseMs: 100, maxMs: 1_000, jitter: 'none' });
    expect([1, 2, 3, 4, 5].map((attempt) => backoff(attempt, 0, () => 0))).toEqual([
      100, 200, 400, 800, 1_000,
    ]);
  });

  it('grows by the factor that is given', () => {
    const backoff = exponential({ baseMs: 100, maxMs: 10_000, factor: 3, jitter: 'none' });
    expect([1, 2, 3].map((attempt) => backoff(attempt, 0, () => 0))).toEqual([100, 300, 900]);
  });

  it.each<[Jitter, number, number]>([
    ['full', 0, 400],
    ['equal', 200, 400],
    ['decorrelated', 100, 600],
  ])('spreads with %s jitter from %d to %d ms', (jitter, least, most) => {
    const backoff = exponential({ baseMs: 100, maxMs: 10_000, jitter });
    expect(backoff(3, 200, () => 0)).toBe(least);
    expect(backoff(3, 200, () => 1)).toBe(most);
  });

  it('takes the base for the previous delay when there was none', () => {
    const backoff = exponential({ baseMs: 100, maxMs: 10_000, jitter: 'decorrelated' });
    expect(backoff(1, 0, () => 1)).toBe(300);
  });

  it('never exceeds the cap, and is spread at the cap too', () => {
    const settings = fc.record({
      baseMs: fc.integer({ min: 1, max: 10_000 }),
      maxMs: fc.integer({ min: 1, max: 100_000 }),
      factor: fc.double({ min: 1, max: 10, noNaN: true }),
      jitter: fc.constantFrom(...jitters),
    });
    const property = fc.property(
      settings,
      fc.integer({ min: 1, max: 2_000 }),
      fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
      (options, attempt, random) => {
        const backoff = exponential(options);
        const delay = backoff(attempt, options.maxMs, () => random);
        expect(delay).toBeGreaterThanOrEqual(0);
        expect(delay).toBeLessThanOrEqual(options.maxMs);
        if (options.jitter === 'none' || options.baseMs >= options.maxMs) return;
        const [low, high] = [0.1, 0.9].map((chance) =>
          backoff(attempt, options.maxMs, () => chance),
        );
        expect(high).toBeGreaterThan(low!);
      },
    );
    fc.assert(property, { numRuns: 500 });
  });

  it('is full jitter in its short form', () => {
    const backoff = fullJitter(100, 300);
    expect([1, 2, 3].map((attempt) => backoff(attempt, 0, () => 0.5))).toEqual([50, 100, 150]);
  });

  it('refuses a base of nothing', () => {
    expect(() => exponential({ baseMs: 0 })).toThrow('baseMs cannot be 0');
  });
});
