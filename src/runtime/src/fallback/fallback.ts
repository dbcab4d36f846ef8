import { errorOf } from '../core/errors.js';
import { abortOf, InnerScope } from '../core/inner-scope.js';
import type { OutcomeClassifier } from '../core/outcome.js';
import { guarded, Policy } from '../core/policy.js';
import {
  callBody,
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
  /** @internal */ readonly outcome: OutcomeClassifier;

  constructor({ name, handler, outcome = {} }: FallbackOptions) {
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
    const { ofValue } = this.#fallback.outcome;
    const failed = ofValue && guarded(this.#fallback, () => ofValue(value) === 'failure', false);
    return failed
      ? this.#answer(value, () => this.#outer.succeed(value))
      : this.#outer.succeed(value);
  }

  fail(reason: unknown): unknown {
    const { ofError } = this.#fallback.outcome;
    const error = errorOf(reason);
    const failed = ofError && guarded(this.#fallback, () => ofError(error) === 'failure', true);
    // A caller that gave up wants no other answer.
    if (failed === false || abortOf(this.#scope)) return this.#outer.fail(reason);
    return this.#answer(error, () => this.#outer.fail(reason));
  }

  #answer(end: unknown, giveUp: () => unknown): unknown {
    const { handler, name } = this.#fallback;
    const scope = new HandlerScope(this.#scope, (context) => handler(end, context));
    return callBody.start(scope, {
      succeed: (value) => {
        this.#fallback.emit?.('fallback', { rung: name, end });
        return this.#outer.succeed(value);
      },
      fail: (error) => {
        this.#fallback.emit?.('fault', { error });
        return giveUp();
      },
    });
  }
}

class HandlerScope extends InnerScope {
  readonly #handler: PolicyFunction<unknown>;

  constructor(enclosing: Scope, handler: PolicyFunction<unknown>) {
    super(enclosing, enclosing.lease);
    this.#handler = handler;
  }

  override get body(): PolicyFunction<unknown> {
    return this.#handler;
  }
}

/** Makes a fallback from a handler: `fallback(() => [])`, or with settings. */
export function fallback(options: FallbackOptions | FallbackHandler): Fallback {
  return new Fallback(typeof options === 'function' ? { handler: options } : options);
}
