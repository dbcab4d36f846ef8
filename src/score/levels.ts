import type { Area, Criterion, Level, Requirement } from '../model/assessment.js';
import type { MaturityModel, Requirements } from '../model/maturity-model.js';
import { criteriaOf } from './areas.js';

/** What a level or tier asks, and what of it holds. */
export function requirementsOf(
  requires: Requirements,
  criteria: ReadonlyMap<string, Criterion>,
): Requirement[] {
  return Object.entries(requires).map(([id, needs]) => {
    const criterion = criteria.get(id);
    return {
      criterion: id,
      needs,
      coverage: criterion?.coverage ?? null,
      state: stateOf(criterion, needs),
    };
  });
}

function stateOf(criterion: Criterion | undefined, needs: number): Requirement['state'] {
  if (criterion === undefined) return 'open';
  const { coverage, coverageUpTo, notApplicable } = criterion;
  if (notApplicable !== undefined) {
    return notApplicable.because === 'no-subject' ? 'waived' : 'open';
  }
  if ((coverage ?? 0) >= needs) return 'holds';
  return (coverageUpTo ?? 0) >= needs ? 'open' : 'fails';
}

/** All levels from 0 up; one is reached only where those below it are. */
export function levelsOf(areas: readonly Area[], { levels }: MaturityModel): Level[] {
  const criteria = criteriaOf(areas);
  let isBelowReached = true;
  return levels.map(({ level, name, means, requires }) => {
    const requirements = requirementsOf(requires, criteria);
    const reached = isBelowReached && allHold(requirements, settled);
    isBelowReached = reached;
    return { level, name, means, reached, requirements };
  });
}

/** The highest level of which all holds; with `possible`, also what is open. */
export function highestLevel(
  levels: readonly Level[],
  states: ReadonlySet<Requirement['state']>,
): number {
  const first = levels.findIndex(({ requirements }) => !allHold(requirements, states));
  return levels.at(first < 0 ? -1 : first - 1)?.level ?? 0;
}

/** What counts as holding: what was seen to hold. */
export const settled: ReadonlySet<Requirement['state']> = new Set(['holds', 'waived']);

/** What counts as holding if everything open turned out well. */
export const possible: ReadonlySet<Requirement['state']> = new Set(['holds', 'waived', 'open']);

/** A level that is waived altogether was not reached: nothing was there to reach it with. */
function allHold(
  requirements: readonly Requirement[],
  states: ReadonlySet<Requirement['state']>,
): boolean {
  const isNamed = requirements.length === 0 || requirements.some(({ state }) => state !== 'waived');
  return isNamed && requirements.every(({ state }) => states.has(state));
}
