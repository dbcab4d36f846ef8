import type { Declared, IndicatorState } from '../model/assessment.js';
import type { MaturityModel } from '../model/maturity-model.js';

/** What the configuration declares of operation, and the level it fits. */
export function indicatorsOf(
  { indicators: declared = {} }: Declared,
  { indicators }: MaturityModel,
): IndicatorState[] {
  return indicators.flatMap(({ id, title, unit, levels }) => {
    const value = declared[id];
    if (value === undefined) return [];
    const fits = levels.find(({ atMost }) => value <= atMost)?.level ?? 0;
    return [{ id, title, unit, value, fits, source: 'declared' as const }];
  });
}
