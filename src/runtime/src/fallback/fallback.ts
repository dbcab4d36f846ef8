import { errorOf } from '../core/errors.js';
import { abortOf } from '../core/inner-scope.js';
import type { OutcomeClassifier } from '../core/outcome.js';
import { judge, Policy } from '../core/policy.js';
import {
  settleWith,
  type CallContext,
  type Frame,
  type PolicyFunction,
  type Scope,
  type Step,
} from '../core/scope.js';

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
export class Fallback extends Policy {
  /** @internal */ readonly handler: FallbackHandler;
  /** @internal */ readonly outcome: OutcomeClassifier | undefined;

  constructor({ name, handler, outcome }: FallbackOptions) {
    super(name);
    this.handler = handler;
    this.outcome = outcome;
  }

  get kind(): 'fallback' {
    return 'fallback';
  }

  /** @internal */
  start(scope: Scope, outer: Frame, next: Step): unknown {
    return next.start(scope, new FallbackFrame(this, scope, outer));
  }
}

class FallbackFrame implements Frame {
  readonly #fallback: Fallback;
  readonly #scope: Scope;
  readonly #outer: Frame;

  constructor(fallback: Fallback, scope: Scope, outer: Frame) {
    this.#fallback = fallback;
    this.#scope = scope;
    this.#outer = outer;
  }

  succeed(value: unknown): unknown {
    return this.ended('ofValue', value, () => this.#outer.succeed(value));
  }

  fail(reason: unknown): unknown {
    return this.ended('ofError', reason, () => this.#outer.fail(reason));
  }

  private ended(ask: keyof OutcomeClassifier, end: unknown, passOn: () => unknown): unknown {
    const fallback = this.#fallback;
    const failed = judge(fallback, fallback.outcome, ask, end) === 'failure';
    // A caller that gave up wants no other answer.
    if (!failed || abortOf(this.#scope)) return passOn();
    const handle: PolicyFunction<unknown> = (context) => fallback.handler(errorOf(end), context);
    return settleWith(handle, this.#scope, {
      succeed: (value) => {
        fallback.emit?.('fallback', { rung: fallback.name, end: errorOf(end) });
        return this.#outer.succeed(value);
      },
      fail: (error) => {
        fallback.emit?.('fault', { error });
        return passOn();
      },
    });
  }
}

/** Makes a fallback from a handler: `fallback(() => [])`, or with settings. */
export function fallback(options: FallbackOptions | FallbackHandler): Fallback {
  return new Fallback(typeof options === 'function' ? { handler: options } : options);
}
