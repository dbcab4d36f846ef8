import { errorOf } from './errors.js';
import type { Outcome, OutcomeClassifier } from './outcome.js';
import type { Policy } from './policy.js';
import type { Frame, Scope } from './scope.js';

/**
 * The frame of a policy that looks at how calls end. Each has its own `succeed` and `fail`: one for all
 * would call itself, which engines cannot inline.
 */
export abstract class Between<
  P extends Policy<{ readonly outcome?: OutcomeClassifier | undefined }>,
> implements Frame {
  /** @internal */ readonly by: P;
  /** @internal */ readonly scope: Scope;
  /** @internal */ readonly outer: Frame;

  constructor(by: P, scope: Scope, outer: Frame) {
    this.by = by;
    this.scope = scope;
    this.outer = outer;
  }

  abstract succeed(value: unknown): unknown;
  abstract fail(reason: unknown): unknown;

  /** What the end of a call says. A classifier that throws counts as if it had not been asked. */
  protected judge(ask: keyof OutcomeClassifier, end: unknown): Outcome {
    const usual = ask === 'ofValue' ? 'success' : 'failure';
    try {
      return this.by.settings.outcome?.[ask]?.(errorOf(end)) ?? usual;
    } catch (error) {
      this.by.emit?.('fault', { error });
      return usual;
    }
  }
}
