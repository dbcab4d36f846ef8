import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { betaBinomial } from '@resilint/runtime/trip-rules';

const steps = 400;

/** Integrates a beta density without its constant, by Simpson's rule, with x = sin² of the angle. */
function integral(from: number, a: number, b: number): number {
  const width = (Math.PI / 2 - from) / steps;
  let sum = 0;
  for (let step = 0; step <= steps; step++) {
    const angle = from + step * width;
    const density = Math.sin(angle) ** (2 * a - 1) * Math.max(0, Math.cos(angle)) ** (2 * b - 1);
    sum += density * (step === 0 || step === steps ? 1 : step % 2 === 1 ? 4 : 2);
  }
  return (sum * width) / 3;
}

describe('a Beta-Binomial rule beside a slow reference', () => {
  it.each([0.05, 0.3, 0.6])('is as sure as the integral is, about %d', (failureRate) => {
    const make = betaBinomial({ failureRate, confidence: 0.8, memoryCalls: 10 });
    const outcomes = fc.array(fc.boolean(), { maxLength: 40, size: 'max' });
    const property = fc.property(outcomes, (sequence) => {
      const rule = make();
      for (const [index, failed] of sequence.entries()) {
        let [a, b] = [0.5, 0.5];
        for (let before = 0; before <= index; before++) {
          const weight = Math.exp(-(index - before) / 10);
          if (sequence[before] === true) a += weight;
          else b += weight;
        }
        const above = integral(Math.asin(Math.sqrt(failureRate)), a, b) / integral(0, a, b);
        const trips = rule.record(failed, 0, 0);
        // Where it hardly matters, the two may differ by their rounding.
        if (Math.abs(above - 0.8) > 1e-4) expect(trips).toBe(failed && above > 0.8);
      }
    });
    fc.assert(property, { numRuns: 60 });
  });

  it('refuses a rate of everything', () => {
    expect(() => betaBinomial({ failureRate: 1 })).toThrow('failureRate cannot be 1');
  });
});
