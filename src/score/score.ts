import type { Assessment, Maturity } from '../model/assessment.js';
import type { MaturityModel } from '../model/maturity-model.js';
import { apartOf, ownersOf } from './adoption.js';
import { factsOf, wholeScope } from './facts.js';
import { indicatorsOf } from './indicators.js';
import { packagesOf } from './packages.js';
import { recommendationsOf } from './recommendations.js';
import { scored } from './scored.js';

/**
 * How mature a repository is, by a model that knows all numbers. Findings are not asked, so that
 * suppressing one changes nothing.
 */
export function score(assessment: Assessment, model: MaturityModel): Maturity {
  const ruler = { model, facts: factsOf(assessment) };
  const scope = wholeScope(assessment);
  const whole = scored(scope, ruler);
  return {
    ...whole.standing,
    areas: whole.areas,
    levels: whole.levels,
    recommendations: recommendationsOf(whole, model),
    packages: packagesOf(assessment.packages, scope, ruler),
    owners: ownersOf(assessment, ruler),
    apart: apartOf(assessment, ruler),
    indicators: indicatorsOf(ruler.facts.declared, model),
  };
}
