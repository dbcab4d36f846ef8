import type { Policy } from '../core/policy.js';
import type { CallContext } from '../core/scope.js';

/** A value from earlier, and how old it is. */
export class StaleValue<T> {
  readonly value: T;
  readonly ageMs: number;

  constructor(value: T, ageMs: number) {
    this.value = value;
    this.ageMs = ageMs;
  }
}

/** One way to answer. */
export interface Rung<Args extends readonly unknown[], T> {
  readonly name: string;
  readonly run: (
    context: CallContext,
    ...args: Args
  ) => T | StaleValue<T> | PromiseLike<T | StaleValue<T>>;
  /** Its own protection. While it lets nothing in, the rung is passed over. */
  readonly policy?: Policy | undefined;
}
