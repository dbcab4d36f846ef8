import type { Area, Criterion } from '../model/assessment.js';
import type { AreaModel } from '../model/maturity-model.js';
import { measured, type Measured } from './criteria.js';
import type { Scope } from './facts.js';
import type { Ruler } from './measure.js';
import { shareOf, weightedMean } from './weighted.js';

/** An area with what it was measured by; its share is known once all areas are. */
export interface MeasuredArea {
  readonly area: Omit<Area, 'share'>;
  readonly model: AreaModel;
  readonly measured: readonly Measured[];
}

/** How far a scope answers the questions of one area. */
export function measuredArea(model: AreaModel, scope: Scope, ruler: Ruler): MeasuredArea {
  const { id, title, weight } = model;
  const all = model.criteria.map((criterion) => measured(criterion, scope, ruler));
  const criteria = all.map(({ criterion }) => criterion);
  return {
    model,
    measured: all,
    area: {
      id,
      title,
      weight,
      score: weightedMean(criteria),
      scoreUpTo: weightedMean(criteria.map(upTo)),
      criteria: criteria.map((criterion) => ({
        ...criterion,
        share: shareOf(criterion, criteria),
      })),
    },
  };
}

/** What is scored, at its upper bound. */
export const upTo = <Part extends { readonly scoreUpTo: number | null }>(
  part: Part,
): Part & { readonly score: number | null } => ({ ...part, score: part.scoreUpTo });

/** With the share of each in the score. */
export const withShares = (areas: readonly MeasuredArea[]): Area[] => {
  const parts = areas.map(({ area }) => area);
  return parts.map((area) => ({ ...area, share: shareOf(area, parts) }));
};

/** Every criterion of the areas, by id. */
export const criteriaOf = (
  areas: readonly Pick<Area, 'criteria'>[],
): ReadonlyMap<string, Criterion> =>
  new Map(areas.flatMap(({ criteria }) => criteria.map((one) => [one.id, one])));
