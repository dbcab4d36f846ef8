import {
  callStatuses,
  isCallMetric,
  openStatuses,
  practiceStatuses,
  type Metric,
} from '../model/metrics.js';
import type { Criterion } from '../model/assessment.js';
import type { Measurement } from './measure.js';

/** How many have which status, the best first. */
export function tallyOf(metric: Metric, measurements: readonly Measurement[]): Criterion['tally'] {
  const statuses = isCallMetric(metric) ? callStatuses[metric] : practiceStatuses;
  return [...statuses, ...openStatuses].flatMap((status) => {
    const count = measurements.filter((one) => one.status === status).length;
    return count === 0 ? [] : [{ status, count }];
  });
}
