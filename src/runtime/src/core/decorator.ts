import type { Policy } from './policy.js';
import type { CallOptions } from './scope.js';

type Method = (...args: never[]) => Promise<unknown>;

/**
 * Decorates a method so that it runs under a policy: with the standard decorators and with
 * TypeScript's experimental ones. All instances share the policy.
 */
export function withPolicy(policy: Policy, options?: CallOptions): PolicyDecorator {
  return ((method: unknown, _place: unknown, descriptor?: PropertyDescriptor) => {
    // Experimental decorators hand over the prototype, the name and a descriptor.
    if (descriptor !== undefined) {
      return { ...descriptor, value: policy.wrap(descriptor.value as Method, options) };
    }
    return policy.wrap(method as Method, options);
  }) as PolicyDecorator;
}

/** What `withPolicy` returns; it fits both kinds of decorators. */
export interface PolicyDecorator {
  <M extends Method>(method: M, context: ClassMethodDecoratorContext): M;
  <M extends Method>(
    prototype: object,
    name: string | symbol,
    descriptor: TypedPropertyDescriptor<M>,
  ): TypedPropertyDescriptor<M>;
}
