import type { PresetName } from './policy-use.js';

/** What policies begin with. */
interface Figures {
  readonly limit: number;
  readonly failureRate: number;
  readonly resetMs: number;
}

/** As the presets of the runtime library have it; a test compares them. */
const byPreset: Readonly<Record<PresetName, Figures>> = {
  database: { limit: 20, failureRate: 0.5, resetMs: 60_000 },
  'external-api': { limit: 50, failureRate: 0.3, resetMs: 30_000 },
  'internal-service': { limit: 100, failureRate: 0.4, resetMs: 45_000 },
};

/** Figures for a kind of dependency, by the names that the catalogue has for them. */
export function figuresFor(preset: PresetName): Readonly<Record<string, number>> {
  const { limit, failureRate, resetMs } = byPreset[preset];
  return {
    ...{ limit, queue: limit * 2, failureRate, failurePercent: failureRate * 100, resetMs },
    ...{ minimumCalls: 20, windowMs: 10_000, windowCalls: 100 },
    ...{ repetitions: 2, baseMs: 1_000, maximumMs: 30_000 },
  };
}
