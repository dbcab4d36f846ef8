import { codeOf, type PolicyErrorCode, type Refusal } from './errors.js';
import { Execution, run, type Policy } from './policy.js';
import type { CallOptions, Frame, PolicyFunction } from './scope.js';

/** How a call ended, without exceptions. */
export type Result<T> =
  | { readonly ok: true; readonly value: T }
  | {
      readonly ok: false;
      readonly error: unknown;
      /** Set when a policy rejected or ended the call, and not the dependency. */
      readonly code: PolicyErrorCode | undefined;
    };

/**
 * Runs `body` under a policy like `execute`, but never rejects: a refusal costs neither an
 * exception nor an error object, until somebody reads `error`.
 */
export function resultOf<T>(
  policy: Policy,
  body: PolicyFunction<T>,
  options?: CallOptions,
): Promise<Result<T>> {
  return run(policy, new Execution(body, options), asResult) as Promise<Result<T>>;
}

const asResult: Frame = {
  ended(as, end) {
    if (as === 'ofValue') return { ok: true, value: end };
    const code = codeOf(end);
    // A refusal makes its error when somebody reads it.
    return code && (end as Partial<Refusal>).ok === false ? end : { ok: false, error: end, code };
  },
};
