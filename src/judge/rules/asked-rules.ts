import type { AskedRule } from '../../model/assessment.js';
import type { Rule } from '../../model/rule.js';
import type { Settings } from '../../model/settings.js';
import { suppressionRules } from '../../model/suppression-rules.js';
import { compareText } from '../../text/compare-text.js';

/** What reports say about the rules, by id. */
export function askedRules(rules: readonly Rule[], settings: Pick<Settings, 'rules'>): AskedRule[] {
  return [...rules, ...suppressionRules]
    .map(({ id, what, why, remedy, references, stability, severity }) => ({
      ...{ id, what, why, remedy, references: [...references], stability },
      severity: settings.rules.get(id)?.severity ?? severity,
    }))
    .sort((left, right) => compareText(left.id, right.id));
}
