import type { Area, Level } from '../model/assessment.js';
import { measuredArea, upTo, withShares, type MeasuredArea } from './areas.js';
import type { Scope } from './facts.js';
import { highestLevel, levelsOf, possible, settled } from './levels.js';
import type { Ruler } from './measure.js';
import { weightedMean } from './weighted.js';

/** The score and level of a repository or package. */
export interface Standing {
  readonly score: number | null;
  readonly scoreUpTo: number | null;
  readonly level: number | null;
  readonly levelUpTo: number | null;
}

/** A standing with all that led to it. */
export interface Scored {
  readonly standing: Standing;
  readonly areas: Area[];
  readonly levels: Level[];
  readonly measured: readonly MeasuredArea[];
}

/** Scores a repository or package; a score and level of null say that nothing was there to score. */
export function scored(scope: Scope, ruler: Ruler): Scored {
  const measured = ruler.model.areas.map((area) => measuredArea(area, scope, ruler));
  const areas = withShares(measured);
  const levels = levelsOf(areas, ruler.model);
  const isEmpty = areas.every(({ score }) => score === null);
  return {
    areas,
    levels,
    measured,
    standing: {
      score: weightedMean(areas),
      scoreUpTo: weightedMean(areas.map(upTo)),
      level: isEmpty ? null : highestLevel(levels, settled),
      levelUpTo: isEmpty ? null : highestLevel(levels, possible),
    },
  };
}
