import { describe, expect, it } from 'vitest';
import { presets } from '@resilint/runtime';

// The figures that teams start from, by kind of dependency.
describe('the presets', () => {
  it.each([
    ['database', { attemptMs: 5_000, failureRate: 0.5, resetMs: 60_000 }],
    ['external-api', { attemptMs: 10_000, failureRate: 0.3, resetMs: 30_000 }],
    ['internal-service', { attemptMs: 3_000, failureRate: 0.4, resetMs: 45_000 }],
  ] as const)('for %s have their figures', (name, { attemptMs, ...breaker }) => {
    expect(presets[name]).toMatchObject({
      timeout: { attemptMs },
      breaker,
      retry: { attempts: 3, baseMs: 1_000, maxMs: 30_000 },
    });
  });
});
