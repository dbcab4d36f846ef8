import { errorOf } from './errors.js';
import type { Outcome, OutcomeClassifier } from './outcome.js';
import type { Policy } from './policy.js';
import type { Frame, Scope } from './scope.js';

/** The frame of a policy that looks at how calls end. */
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

  succeed(value: unknown): unknown {
    return this.ended('ofValue', value) ?? this.outer.succeed(value);
  }

  fail(reason: unknown): unknown {
    return this.ended('ofError', reason) ?? this.outer.fail(reason);
  }

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

  /** What the outermost caller gets, where that is not how the call ended. */
  protected abstract ended(ask: keyof OutcomeClassifier, end: unknown): unknown;
}
