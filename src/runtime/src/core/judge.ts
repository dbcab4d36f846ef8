import { errorOf } from './errors.js';
import type { Outcome, OutcomeClassifier } from './outcome.js';
import type { Policy } from './policy.js';
import type { Ending } from './scope.js';

/** A policy that looks at how calls end. */
type Judging = Policy<{ readonly outcome?: OutcomeClassifier | undefined }>;

/** What the end of a call says. A classifier that throws counts as if it had not been asked. */
export function judge(policy: Judging, as: Ending, end: unknown): Outcome {
  const usual = as === 'ofValue' ? 'success' : 'failure';
  try {
    return policy.settings.outcome?.[as]?.(errorOf(end)) ?? usual;
  } catch (error) {
    policy.emit?.('fault', { error });
    return usual;
  }
}
