import { call } from '../core/body.js';
import { errorOf } from '../core/errors.js';
import { abortOf } from '../core/inner-scope.js';
import { judge } from '../core/judge.js';
import type { OutcomeClassifier } from '../core/outcome.js';
import { Policy } from '../core/policy.js';
import type { CallContext, Ending, Frame, Lease, Scope, Step } from '../core/scope.js';

/** Answers in place of a call that failed. */
export type FallbackHandler = (error: unknown, context: CallContext) => unknown;

/** Settings of a fallback. */
export interface FallbackOptions {
  readonly name?: string;
  readonly handler: FallbackHandler;
  /** What is worth falling back from: failures are. Default: every error. */
  readonly outcome?: OutcomeClassifier;
}

/** Answers in place of a call that failed. Where that fails too, the caller gets the first error. */
export class Fallback extends Policy<FallbackOptions> {
  constructor(settings: FallbackOptions) {
    super('fallback', {} as FallbackOptions, settings);
  }

  /** @internal */
  start(scope: Scope, outer: Frame, next: Step): unknown {
    return next.start(scope, new FallbackFrame(this, scope, outer));
  }
}

class FallbackFrame implements Frame {
  private readonly policy: Fallback;
  private readonly scope: Scope;
  private readonly outer: Frame;
  // What is inside puts another in its place, which is over when the handler starts.
  private readonly lease: Lease | undefined;

  constructor(policy: Fallback, scope: Scope, outer: Frame) {
    this.policy = policy;
    this.scope = scope;
    this.outer = outer;
    this.lease = scope.lease;
  }

  ended(as: Ending, end: unknown): unknown {
    const { policy, scope, outer } = this;
    // A caller that gave up wants no other answer.
    if (judge(policy, as, end) !== 'failure' || abortOf(scope)) return outer.ended(as, end);
    const error = errorOf(end);
    const answer = (context: CallContext): unknown => policy.settings.handler(error, context);
    scope.lease = this.lease;
    return new Promise((resolve) => {
      call(answer, scope, {
        ended(answeredAs, answered) {
          if (answeredAs === 'ofValue') {
            policy.emit?.('fallback', { rung: policy.name, end: error });
            resolve(outer.ended(answeredAs, answered));
          } else {
            policy.emit?.('fault', { error: answered });
            resolve(outer.ended(as, end));
          }
        },
      });
    });
  }
}

/** Makes a fallback from a handler: `fallback(() => [])`, or with settings. */
export function fallback(options: FallbackOptions | FallbackHandler): Fallback {
  return new Fallback(typeof options === 'function' ? { handler: options } : options);
}
