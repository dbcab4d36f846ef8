import type { CallContext } from '@resilint/runtime';

/** A call that ends when the test says so. */
export class ControlledCall<T = string> {
  /** Contexts of the times it was started. */
  readonly contexts: CallContext[] = [];
  private readonly ends: { resolve(value: T): void; reject(error: unknown): void }[] = [];

  readonly body = (context: CallContext): Promise<T> => {
    this.contexts.push(context);
    return new Promise((resolve, reject) => {
      this.ends.push({ resolve, reject });
    });
  };

  get started(): number {
    return this.contexts.length;
  }

  /** Ends the start with this number, the first by default. */
  succeed(value: T, start = 0): void {
    this.ends[start]!.resolve(value);
  }

  fail(error: unknown, start = 0): void {
    this.ends[start]!.reject(error);
  }
}

export const succeed = (): Promise<string> => Promise.resolve('value');
export const fail = (): Promise<never> => Promise.reject(new Error('down'));

/** How a promise ended, once everything that could happen has happened. */
export function outcomeOf(promise: Promise<unknown>): { state: string; value?: unknown } {
  const outcome: { state: string; value?: unknown } = { state: 'pending' };
  promise.then(
    (value) => Object.assign(outcome, { state: 'resolved', value }),
    (value: unknown) => Object.assign(outcome, { state: 'rejected', value }),
  );
  return outcome;
}
