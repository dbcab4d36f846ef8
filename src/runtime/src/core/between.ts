import type { OutcomeClassifier } from './outcome.js';
import type { Frame, Scope } from './scope.js';

/** The frame of a policy that looks at how calls end. */
export abstract class Between<P> implements Frame {
  /** @internal */ readonly policy: P;
  /** @internal */ readonly scope: Scope;
  /** @internal */ readonly outer: Frame;

  constructor(policy: P, scope: Scope, outer: Frame) {
    this.policy = policy;
    this.scope = scope;
    this.outer = outer;
  }

  succeed(value: unknown): unknown {
    return this.ended('ofValue', value) ?? this.outer.succeed(value);
  }

  fail(reason: unknown): unknown {
    return this.ended('ofError', reason) ?? this.outer.fail(reason);
  }

  /** What the outermost caller gets, where that is not how the call ended. */
  protected abstract ended(ask: keyof OutcomeClassifier, end: unknown): unknown;
}
