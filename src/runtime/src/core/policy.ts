import { errorOf, Refusal, type PolicyErrorCode, type PolicyKind } from './errors.js';
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
import { settingsOf, type Given } from './settings.js';

/** A function under a policy: the same function, except that what was synchronous is awaited. */
export type Wrapped<F extends (...args: never[]) => unknown> =
  ReturnType<F> extends Promise<unknown>
    ? F
    : (this: ThisParameterType<F>, ...args: Parameters<F>) => Promise<Awaited<ReturnType<F>>>;

type Named<Settings> = Given<Settings> & { readonly name?: string | undefined };

/** What runs calls: one policy, or several composed. */
export abstract class Policy<Settings extends object = object> implements Speaker {
  readonly kind: PolicyKind;
  /** Empty for a policy that has none. */
  readonly name: string;
  /** @internal */ readonly settings: Settings;
  /** @internal */ emit: Emit | undefined = undefined;

  /** @internal */
  constructor(kind: PolicyKind, defaults: Settings, { name = '', ...given }: Named<Settings>) {
    this.kind = kind;
    this.name = name;
    this.settings = settingsOf(defaults, given as Given<Settings>);
  }

  /** @internal Lets a call in, or reports a refusal to `outer`. */
  abstract start(scope: Scope, outer: Frame, next: Step): unknown;

  /** Runs `body` under this policy. When the policy lets it in, it starts in this very tick. */
  execute<T>(body: PolicyFunction<T>, options?: CallOptions): Promise<T> {
    return new Execution(body, options).run(this) as Promise<T>;
  }

  /** Puts `body` under this policy. `this`, arguments, name, length, properties and types stay. */
  wrap<F extends (...args: never[]) => unknown>(body: F, options?: CallOptions): Wrapped<F> {
    const execute = this.execute.bind(this);
    const wrapped = function (this: unknown, ...args: never[]): Promise<unknown> {
      return execute(() => body.apply(this, args), options);
    };
    const own = Object.getOwnPropertyDescriptors(body);
    return Object.defineProperties(wrapped, own) as unknown as Wrapped<F>;
  }

  /** Ends what waits inside, for a policy where something can wait. */
  dispose?(): void;
}

/** Tells that a policy does not let a call in, and reports it to `outer`. */
export function refuse(policy: Policy, outer: Frame, code: PolicyErrorCode): unknown {
  policy.emit?.('rejected', { code });
  return outer.fail(new Refusal(policy, code));
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

  /** Starts, unless the caller has given up. What throws before the call fails the call. */
  run(policy: Policy): Promise<unknown> {
    let outcome: unknown;
    try {
      this.options?.signal?.throwIfAborted();
      outcome = policy.start(this, this, callBody);
    } catch (error) {
      outcome = this.fail(error);
    }
    return Promise.resolve(outcome);
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
