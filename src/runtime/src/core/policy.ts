import { errorOf, type PolicyKind } from './errors.js';
import type { Emit, Speaker } from './events.js';
import {
  callBody,
  type CallOptions,
  type Frame,
  type Lease,
  type PolicyFunction,
  type Scope,
  type Step,
} from './scope.js';

/** A function under a policy: the same function, except that what was synchronous is awaited. */
export type Wrapped<F extends (...args: never[]) => unknown> =
  ReturnType<F> extends Promise<unknown>
    ? F
    : (this: ThisParameterType<F>, ...args: Parameters<F>) => Promise<Awaited<ReturnType<F>>>;

/** What runs calls: one policy, or several composed. */
export abstract class Policy implements Speaker {
  abstract readonly kind: PolicyKind;
  /** Empty for a policy that has none. */
  readonly name: string;
  /** @internal */ emit: Emit | undefined = undefined;

  constructor(name = '') {
    this.name = name;
  }

  /** @internal Lets a call in, or reports a refusal to `outer`. */
  abstract start(scope: Scope, outer: Frame, next: Step): unknown;

  /** Runs `body` under this policy. When the policy lets it in, it starts in this very tick. */
  execute<T>(body: PolicyFunction<T>, options?: CallOptions): Promise<T> {
    return run(this, new Execution(body, options)) as Promise<T>;
  }

  /** Puts `body` under this policy. `this`, arguments, name, length, properties and types stay. */
  wrap<F extends (...args: never[]) => unknown>(body: F, options?: CallOptions): Wrapped<F> {
    const execute = (call: () => unknown): Promise<unknown> => this.execute(call, options);
    const wrapped = function (this: unknown, ...args: never[]): Promise<unknown> {
      return execute((): unknown => Reflect.apply(body, this, args));
    };
    const own = Object.getOwnPropertyDescriptors(body);
    return Object.defineProperties(wrapped, own) as unknown as Wrapped<F>;
  }

  /** Ends what waits inside, for a policy where something can wait. */
  dispose?(): void;
}

/** Asks code of the user, whose exceptions must not change the outcome of a call. */
export function guarded<T>(policy: Policy, ask: () => T, otherwise: T): T {
  try {
    return ask();
  } catch (error) {
    policy.emit?.('fault', { error });
    return otherwise;
  }
}

/** Starts a call from outside. */
export function run(policy: Policy, execution: Execution): Promise<unknown> {
  const signal = execution.options?.signal;
  return Promise.resolve(
    signal?.aborted ? execution.fail(signal.reason) : policy.start(execution, execution, callBody),
  );
}

/** A call from outside: the outermost scope, and the frame that hands out the outcome. */
export class Execution implements Scope, Frame {
  readonly body: PolicyFunction<unknown>;
  readonly options: CallOptions | undefined;
  lease: Lease | undefined = undefined;

  constructor(body: PolicyFunction<unknown>, options: CallOptions | undefined) {
    this.body = body;
    this.options = options;
  }

  get attempt(): number {
    return 1;
  }

  get signal(): AbortSignal {
    return this.options?.signal ?? new AbortController().signal;
  }

  succeed(value: unknown): unknown {
    return value;
  }

  fail(reason: unknown): unknown {
    // Some throw what is no error; that is theirs to decide.
    // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors
    return Promise.reject(errorOf(reason));
  }
}
