/**
 * Figures from operation that no source code tells. They are declared in the configuration, and
 * compared between two assessments. The target says what a migration to resilience patterns should
 * reach: a value as such, or as a share of the one before.
 */
export const indicators = {
  uptimePercent: { group: 'availability', title: 'Uptime (%)', atLeast: 99.95 },
  mttrMinutes: { group: 'availability', title: 'Mean time to recovery (min)', atMostOfBefore: 0.5 },
  mtbfHours: { group: 'availability', title: 'Mean time between failures (h)', atLeastOfBefore: 2 },
  latencyP99Ms: {
    group: 'performance',
    title: 'Latency, 99th percentile (ms)',
    atMostOfBefore: 1.1,
  },
  throughputPerSecond: { group: 'performance', title: 'Throughput (1/s)', atLeastOfBefore: 0.95 },
  errorRatePercent: { group: 'performance', title: 'Error rate (%)', atMostOfBefore: 0.4 },
  cascadeFailuresPerMonth: { group: 'resilience', title: 'Cascade failures per month', atMost: 0 },
  degradableFeaturesPercent: {
    group: 'resilience',
    title: 'Features that can degrade (%)',
    atLeast: 80,
  },
  detectedFailuresPercent: {
    group: 'resilience',
    title: 'Failures that breakers detect (%)',
    atLeast: 95,
  },
  falseAlertsPerMonth: {
    group: 'operations',
    title: 'False alerts per month',
    atMostOfBefore: 0.3,
  },
  escalationsPerMonth: {
    group: 'operations',
    title: 'On-call escalations per month',
    atMostOfBefore: 0.5,
  },
  interventionsPerMonth: {
    group: 'operations',
    title: 'Manual interventions per month',
    atMostOfBefore: 0.2,
  },
} as const satisfies Readonly<Record<string, Indicator>>;

interface Indicator {
  readonly group: IndicatorGroup;
  readonly title: string;
  readonly atLeast?: number;
  readonly atMost?: number;
  readonly atLeastOfBefore?: number;
  readonly atMostOfBefore?: number;
}

export const indicatorGroups = ['availability', 'performance', 'resilience', 'operations'] as const;

/** Every one of them, in the order reports show them. */
export const indicatorNames = Object.keys(indicators) as IndicatorName[];

export type IndicatorGroup = (typeof indicatorGroups)[number];
export type IndicatorName = keyof typeof indicators;
