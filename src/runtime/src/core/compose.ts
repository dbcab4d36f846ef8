import { callBody } from './body.js';
import { enter, Policy } from './policy.js';
import type { Frame, Scope, Step } from './scope.js';

/** Several policies as one. */
export class Composition extends Policy {
  /** From the outermost to the innermost. */
  readonly policies: readonly Policy[];
  readonly #first: Step;

  constructor(policies: readonly Policy[], name?: string) {
    super('composition', {}, { name });
    this.policies = policies.flatMap(
      (policy) => (policy as Partial<Composition>).policies ?? policy,
    );
    this.#first = this.policies.reduceRight<Step>(
      (next, policy) => ({
        start: (scope, outer) => enter(policy, scope, outer, next),
      }),
      callBody,
    );
  }

  start(scope: Scope, outer: Frame): unknown {
    return this.#first.start(scope, outer);
  }

  override dispose(): void {
    for (const policy of this.policies) policy.dispose?.();
  }
}

/**
 * Composes policies from the outermost to the innermost: `compose(retry, breaker, timeout,
 * bulkhead)` retries what the breaker let through, and the bulkhead is closest to the call.
 */
export function compose(...policies: readonly Policy[]): Composition {
  return new Composition(policies);
}
