import { callBody } from './body.js';
import { errorOf, Refusal, type PolicyErrorCode, type PolicyKind } from './errors.js';
import type { Emit, Speaker } from './events.js';
import type { CallOptions, Frame, Lease, PolicyFunction, Scope, Step } from './scope.js';
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
    return run(this, new Execution(body, options), handOut) as Promise<T>;
  }

  /** Puts `body` under this policy. `this`, arguments, name, length, properties and types stay. */
  wrap<F extends (...args: never[]) => unknown>(body: F, options?: CallOptions): Wrapped<F> {
    const execute = this.execute.bind(this);
    return Object.defineProperties(function (this: unknown, ...args: never[]) {
      return execute(() => body.apply(this, args), options);
    }, Object.getOwnPropertyDescriptors(body)) as unknown as Wrapped<F>;
  }

  /** Ends what waits inside, for a policy where something can wait. */
  dispose?(): void;
}

/** Tells that a policy does not let a call in, and reports it to `outer`. */
export function refuse(policy: Policy, outer: Frame, code: PolicyErrorCode): unknown {
  policy.emit?.('rejected', { code });
  return outer.ended('ofError', new Refusal(policy, code));
}

/**
 * Starts a call under `policy`, which may be of another copy of this package. What throws is reported
 * to what is around: it may hold a permit.
 */
// eslint-disable-next-line max-params -- an object for them would be one more for every call
export function enter(policy: Policy, scope: Scope, outer: Frame, next: Step): unknown {
  try {
    return policy.start(scope, outer, next);
  } catch (error) {
    return outer.ended('ofError', error);
  }
}

/** Starts a call from outside, unless its caller has given up. */
export function run(policy: Policy, scope: Scope, outer: Frame): Promise<unknown> {
  const signal = scope.options?.signal;
  return Promise.resolve(
    signal?.aborted ? outer.ended('ofError', signal.reason) : enter(policy, scope, outer, callBody),
  );
}

// A microtask later the caller listens. A promise that rejects while nobody does is noted by the
// platform, which costs as much as all the rest of a refusal.
function rejectSoon(reason: unknown): Promise<never> {
  return new Promise((_, reject) => {
    void Promise.resolve().then(() => {
      // Some throw what is no error; that is theirs to decide.
      // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors
      reject(reason);
    });
  });
}

/** Hands an outcome out to the caller. */
const handOut: Frame = {
  ended(as, end) {
    return as === 'ofValue' ? end : rejectSoon(errorOf(end));
  },
};

/** The outermost scope: that of a call from outside. */
export class Execution implements Scope {
  // Private: a call costs a seventh more in V8 where every call keeps its function in a public field.
  readonly #body: PolicyFunction<unknown>;
  readonly options: CallOptions | undefined;
  lease: Lease | undefined = undefined;

  constructor(body: PolicyFunction<unknown>, options: CallOptions | undefined) {
    this.#body = body;
    this.options = options;
  }

  get body(): PolicyFunction<unknown> {
    return this.#body;
  }

  get attempt(): number {
    return 1;
  }

  get signal(): AbortSignal {
    return this.options?.signal ?? new AbortController().signal;
  }
}
