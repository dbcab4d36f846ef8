import type { PolicyConfig } from './policy-config.js';

/** Kinds of dependencies that have a preset. */
export type PresetName = 'database' | 'external-api' | 'internal-service';

// Timeouts, failure rates, reset delays and probes are those of the reference for these kinds of
// dependencies: successes are four fifths of five probes, or seven tenths of three, rounded up.
// The retry is its 3 attempts from 1 s up to 30 s, doubled, with jitter; a budget was added, since
// retries without one multiply an outage. Bulkheads depend on traffic: permits are about calls per
// second times seconds per call. These are wide enough not to be in the way.
const retry = {
  attempts: 3,
  baseMs: 1_000,
  maxMs: 30_000,
  factor: 2,
  jitter: 'full',
  budgetShare: 0.1,
} as const;

const window = { windowMs: 10_000, minimumCalls: 20 } as const;

/** Policies to start from. */
export const presets: Readonly<Record<PresetName, PolicyConfig>> = {
  database: {
    timeout: { attemptMs: 5_000 },
    retry,
    breaker: { ...window, failureRate: 0.5, resetMs: 60_000, probes: 5, probeSuccesses: 4 },
    bulkhead: { limit: 20, queue: 40, queueMs: 1_000 },
    outcome: 'database',
  },
  'external-api': {
    timeout: { attemptMs: 10_000 },
    retry,
    breaker: { ...window, failureRate: 0.3, resetMs: 30_000, probes: 3, probeSuccesses: 3 },
    bulkhead: { limit: 50, queue: 100, queueMs: 1_000 },
    outcome: 'http',
  },
  'internal-service': {
    timeout: { attemptMs: 3_000 },
    retry,
    breaker: { ...window, failureRate: 0.4, resetMs: 45_000, probes: 5, probeSuccesses: 4 },
    bulkhead: { limit: 100, queue: 200, queueMs: 1_000 },
    outcome: 'http',
  },
};
