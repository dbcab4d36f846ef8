import type { Assessment, Maturity } from '../model/assessment.js';
import type { MaturityModel } from '../model/maturity-model.js';
import { apartOf, ownersOf } from './adoption.js';
import { factsOf, wholeScope } from './facts.js';
import { indicatorsOf } from './indicators.js';
import { packagesOf } from './packages.js';
import { recommendationsOf } from './recommendations.js';
import { scored } from './scored.js';

/**
 * How mature a repository or a part of it is, by a model that knows all numbers. Findings are not
 * asked, so that suppressing one changes nothing.
 */
export function score(assessment: Assessment, model: MaturityModel, whole?: Assessment): Maturity {
  const ruler = { model, facts: factsOf(assessment, whole) };
  const scope = wholeScope(assessment);
  const all = scored(scope, ruler);
  return {
    ...all.standing,
    areas: all.areas,
    levels: all.levels,
    recommendations: recommendationsOf(all, model),
    packages: packagesOf(assessment.packages, scope, ruler),
    owners: ownersOf(assessment, ruler),
    apart: apartOf(assessment, ruler),
    indicators: indicatorsOf(ruler.facts.declared, model),
  };
}
