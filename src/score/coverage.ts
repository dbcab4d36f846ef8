import type { MaturityModel } from '../model/maturity-model.js';
import type { Metric } from '../model/metrics.js';
import { creditOf, type Measurement } from './measure.js';
import { meanOf, rounded } from './rounded.js';

/** What a status earns, in one way of seeing it. */
export type CreditOf = (status: string) => number;

/** What a status earns by the model: nothing where it is unknown. */
export const earnedBy =
  (metric: Metric, model: MaturityModel): CreditOf =>
  (status) =>
    creditOf(metric, status, model);

/** What a status could earn: everything where it is unknown. */
export const possibleBy =
  (metric: Metric, model: MaturityModel): CreditOf =>
  (status) =>
    status === 'unknown' || status === 'uncollected' ? 1 : creditOf(metric, status, model);

/** What a status would earn if its site were mended; what is absent is mended by something else. */
export const mendedBy =
  (metric: Metric, model: MaturityModel): CreditOf =>
  (status) =>
    isMendable(status) ? 1 : creditOf(metric, status, model);

/** Whether the criterion that shows the status is the one to mend it. */
export const isMendable = (status: string): boolean =>
  status !== 'absent' && status !== 'uncollected';

/** The mean of the groups' means; null where nothing counts. */
export function coverageOf(measurements: readonly Measurement[], credit: CreditOf): number | null {
  const groups = new Map<string, number[]>();
  for (const { group, status } of measurements) {
    const known = groups.get(group);
    if (known === undefined) groups.set(group, [credit(status)]);
    else known.push(credit(status));
  }
  const mean = meanOf([...groups.values()].map((earned) => meanOf(earned) ?? 0));
  return mean === null ? null : rounded(mean);
}

/** The score that a coverage is worth. */
export function scoreOf(coverage: number | null, { bands }: MaturityModel): number | null {
  if (coverage === null) return null;
  return bands.find(({ from }) => coverage >= from)?.score ?? 0;
}
