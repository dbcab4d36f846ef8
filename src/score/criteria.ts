import type { Criterion } from '../model/assessment.js';
import type { CriterionModel } from '../model/maturity-model.js';
import { coverageOf, earnedBy, possibleBy, scoreOf } from './coverage.js';
import type { Scope } from './facts.js';
import { measure, type Measurement, type Ruler } from './measure.js';
import { tallyOf } from './tally.js';

/** A criterion with what it was measured by; its share is known once its area is. */
export interface Measured {
  readonly criterion: Omit<Criterion, 'share'>;
  readonly model: CriterionModel;
  readonly measurements: readonly Measurement[];
}

/** How far a scope answers one question. */
export function measured(model: CriterionModel, scope: Scope, ruler: Ruler): Measured {
  const { id, title, metric, per, weight } = model;
  const measurements = measure(model, scope, ruler);
  return {
    model,
    measurements,
    criterion: {
      id,
      title,
      metric,
      per,
      weight,
      subjects: new Set(measurements.map(({ group }) => group)).size,
      tally: tallyOf(metric, measurements),
      ...answer(model, measurements, ruler),
    },
  };
}

type Answer = Pick<
  Criterion,
  'coverage' | 'coverageUpTo' | 'score' | 'scoreUpTo' | 'notApplicable'
>;

function answer(
  { metric, per }: CriterionModel,
  measurements: readonly Measurement[],
  { model, facts }: Ruler,
): Answer {
  if (measurements.length === 0) {
    const isKnown = per !== 'service' || facts.knowsServices;
    return isKnown ? nothing('no-subject', noSubject(metric, per)) : uncollected;
  }
  if (isUncollected(measurements)) return uncollected;
  const coverage = coverageOf(measurements, earnedBy(metric, model));
  const coverageUpTo = coverageOf(measurements, possibleBy(metric, model));
  return {
    coverage,
    coverageUpTo,
    score: scoreOf(coverage, model),
    scoreUpTo: scoreOf(coverageUpTo, model),
  };
}

const nothing = (
  because: NonNullable<Criterion['notApplicable']>['because'],
  reason: string,
): Answer => ({
  coverage: null,
  coverageUpTo: null,
  score: null,
  scoreUpTo: null,
  notApplicable: { because, reason },
});

const uncollected = nothing('not-collected', 'no facts about it were collected');

/** Of all that the criterion is about, nothing is described. */
function isUncollected(measurements: readonly Measurement[]): boolean {
  const statuses = new Set(measurements.map(({ status }) => status));
  statuses.delete('absent');
  return statuses.size === 1 && statuses.has('uncollected');
}

function noSubject(metric: CriterionModel['metric'], per: CriterionModel['per']): string {
  if (per === 'service') return 'there is no service';
  return metric === 'retry' || metric === 'backoff'
    ? 'no call of a server is known to be safe to repeat'
    : 'no call of a server is subject to it';
}
