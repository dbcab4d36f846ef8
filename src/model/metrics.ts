/**
 * What criteria of maturity measure. Kept apart from the schemas, which are slow to load: scoring
 * asks for these at run time.
 */

/** What one call can show, by metric, the best first. `rules/maturity.yaml` says what each earns. */
export const callStatuses = {
  /** `long-default`: the client's own bound is so long that it counts as a gap. */
  timeout: ['bounded', 'library-default', 'delegated', 'partial', 'long-default', 'none'],
  /** Of calls that are safe to repeat. */
  retry: ['yes', 'builtin', 'partial', 'no'],
  /** How a call that is safe to repeat waits between its attempts; `endless`: nothing ends them. */
  backoff: ['jittered', 'builtin', 'spaced', 'immediate', 'endless'],
  breaker: ['yes', 'partial', 'no'],
  /** When a breaker opens: by what is usual, by a share of recent calls, or at a fixed number. */
  'breaker-threshold': ['adaptive', 'windowed', 'fixed'],
  /** What the caller gets while the breaker is open. */
  'breaker-fallback': ['yes', 'handled', 'partial', 'no'],
  /** Whether an open breaker asks again soon, but not at once. */
  'breaker-probing': ['sane', 'late', 'hasty'],
  'breaker-metrics': ['observed', 'unobserved'],
  bulkhead: ['yes', 'library-default', 'partial', 'no'],
  /** Who chose the limit of calls in flight. */
  'pool-size': ['chosen', 'partly', 'default'],
  /** Whether calls that wait for a permit are bounded in number, and in time. */
  'queue-bound': ['bounded', 'unbounded'],
  'acquire-timeout': ['bounded', 'unbounded'],
  /** Whether something starts the call for every item of a list at once. */
  'fan-out': ['single', 'limited', 'unlimited'],
  fallback: ['yes', 'handled', 'partial', 'no'],
  /** Several alternatives one after another, or only one. */
  'fallback-ladder': ['ladder', 'single'],
  'cached-alternative': ['cached', 'other'],
  /** Breakers and limits that follow what is usual. */
  'adaptive-policy': ['adaptive', 'static'],
} as const;

/** What a service can show of a practice, the best first. */
export const practiceStatuses = ['yes', 'declared', 'partial', 'no'] as const;

/** Operational practices of a service. */
export const practiceNames = [
  'health',
  'readiness',
  'shutdown',
  'telemetry',
  'protectionMetrics',
  'alerts',
  'slo',
  'flags',
  'sloDegradation',
  'chaosTests',
  'prediction',
] as const;

/**
 * What any metric can show besides:
 * `absent`: the protection it speaks about is missing, which another criterion counts; earns 0.
 * `unknown`: the sources do not tell; earns 0, and everything in the upper bound.
 * `uncollected`: the assessment holds no facts about it; as unknown, but where that is so of all,
 * the criterion does not apply.
 */
export const openStatuses = ['absent', 'unknown', 'uncollected'] as const;

/** Priority, effort and impact of a recommendation, the most first. */
export const grades = ['high', 'medium', 'low'] as const;

/** What of a call can be measured. */
export type CallMetric = keyof typeof callStatuses;
/** An operational practice of a service. */
export type PracticeName = (typeof practiceNames)[number];
/** What a service can show of a practice. */
export type PracticeStatus = (typeof practiceStatuses)[number];
/** What a criterion measures. */
export type Metric = CallMetric | `practice.${PracticeName}`;
/** What any metric can show besides its own statuses. */
export type OpenStatus = (typeof openStatuses)[number];
/** What one call can show. */
export type CallStatus<M extends CallMetric> = (typeof callStatuses)[M][number] | OpenStatus;

/** Every metric. */
export const metrics: readonly Metric[] = [
  ...(Object.keys(callStatuses) as CallMetric[]),
  ...practiceNames.map((name): Metric => `practice.${name}`),
];

/** Whether it asks calls, not services. */
export const isCallMetric = (metric: Metric): metric is CallMetric => metric in callStatuses;
