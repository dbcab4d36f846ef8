import type { MaturityModel, Requirements } from '../../model/maturity-model.js';
import { didYouMean, type Fault } from '../schema-faults.js';

/** What the schema cannot say: sums, orders, and names that must exist. */
export function maturityFaults(model: MaturityModel): readonly Fault[] {
  return [
    ...weightFaults(model),
    ...bandFaults(model),
    ...creditFaults(model),
    ...limitFaults(model),
    ...criterionFaults(model),
    ...levelFaults(model),
    ...tierFaults(model),
    ...indicatorFaults(model),
  ];
}

function weightFaults({ areas }: MaturityModel): readonly Fault[] {
  const sum = areas.reduce((total, { weight }) => total + weight, 0);
  if (Math.abs(sum - 1) < 1e-9) return [];
  return [{ path: ['areas'], message: `the weights add up to ${rounded(sum)}, not to 1` }];
}

const rounded = (value: number): number => Math.round(value * 10_000) / 10_000;

/** Bands go down to 0, so that each coverage is in one, and more coverage never scores less. */
function bandFaults({ bands }: MaturityModel): readonly Fault[] {
  const faults = descending(bands, 'from', ['bands']).concat(descending(bands, 'score', ['bands']));
  const last = bands.length - 1;
  return bands[last]?.from === 0
    ? faults
    : [...faults, { path: ['bands', last, 'from'], message: 'the last band begins at 0' }];
}

function descending<Key extends string>(
  items: readonly Readonly<Record<Key, number>>[],
  key: Key,
  path: Fault['path'],
): readonly Fault[] {
  return items.flatMap((item, index) => {
    const above = items[index - 1];
    if (above === undefined || item[key] < above[key]) return [];
    const message = `must be less than the ${above[key]} above it`;
    return [{ path: [...path, index, key], message }];
  });
}

/** Statuses are listed the best first: with a worse one that earns more, protection would cost score. */
function creditFaults({ credit }: MaturityModel): readonly Fault[] {
  return Object.entries(credit).flatMap(([metric, earned]) => {
    let least = 1;
    return Object.entries<number>(earned).flatMap(([status, value]) => {
      const fault = value > least;
      least = Math.min(least, value);
      const message = 'earns more than a better status before it';
      return fault ? [{ path: ['credit', metric, status], message }] : [];
    });
  });
}

function limitFaults({ limits }: MaturityModel): readonly Fault[] {
  if (limits.shortestResetMs < limits.longestResetMs) return [];
  return [
    { path: ['limits', 'longestResetMs'], message: 'must be longer than the shortest reset' },
  ];
}

function criterionFaults({ areas }: MaturityModel): readonly Fault[] {
  const areaOf = new Map<string, string>();
  return areas.flatMap((area, index) =>
    area.criteria.flatMap(({ id, metric, per }, inner) => {
      const path = ['areas', index, 'criteria', inner];
      const earlier = areaOf.get(id);
      areaOf.set(id, area.id);
      const isOfService = metric.startsWith('practice.');
      return [
        ...(earlier === undefined
          ? []
          : [{ path: [...path, 'id'], message: `is already a criterion of "${earlier}"` }]),
        ...(isOfService === (per === 'service')
          ? []
          : [{ path: [...path, 'per'], message: perMessage(isOfService) }]),
      ];
    }),
  );
}

const perMessage = (isOfService: boolean): string =>
  isOfService ? 'a practice is counted per service' : 'calls are counted per call or dependency';

function levelFaults({ areas, levels }: MaturityModel): readonly Fault[] {
  const needed = new Map<string, number>();
  return levels.flatMap(({ level, requires }, index) => {
    const path = ['levels', index, 'requires'];
    const order =
      level === index
        ? []
        : [{ path: ['levels', index, 'level'], message: `must be ${index}: levels go from 0 up` }];
    const lower = Object.entries(requires).flatMap(([criterion, needs]) => {
      const below = needed.get(criterion) ?? 0;
      needed.set(criterion, needs);
      const message = `a lower level needs ${below} already`;
      return needs < below ? [{ path: [...path, criterion], message }] : [];
    });
    return [...order, ...unknownCriteria(areas, requires, path), ...lower];
  });
}

function tierFaults({ areas, tiers }: MaturityModel): readonly Fault[] {
  const known = new Set<number>();
  return tiers.flatMap(({ tier, requires }, index) => {
    const path = ['tiers', index];
    const twice = known.has(tier);
    known.add(tier);
    return [
      ...(twice ? [{ path: [...path, 'tier'], message: 'is described twice' }] : []),
      ...unknownCriteria(areas, requires, [...path, 'requires']),
    ];
  });
}

function unknownCriteria(
  areas: MaturityModel['areas'],
  requires: Requirements,
  path: Fault['path'],
): readonly Fault[] {
  const known = areas.flatMap(({ criteria }) => criteria.map(({ id }) => id));
  return Object.keys(requires)
    .filter((id) => !known.includes(id))
    .map((id) => ({ path: [...path, id], message: `no such criterion${didYouMean(id, known)}` }));
}

function indicatorFaults({ indicators }: MaturityModel): readonly Fault[] {
  return indicators.flatMap(({ levels }, index) =>
    descending(levels, 'level', ['indicators', index, 'levels']),
  );
}
