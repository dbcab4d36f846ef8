import type { PolicyKind } from '../core/errors.js';
import type { Emit, Speaker } from '../core/events.js';
import type { CallOptions } from '../core/scope.js';
import { isReady } from './ready.js';
import { StaleValue, type Rung } from './rung.js';

/** An answer, and where it comes from. */
export interface Served<T> {
  readonly value: T;
  /** Name of the rung that answered. */
  readonly rung: string;
  /** Whether it is an answer from earlier. */
  readonly stale: boolean;
  /** How old it is; 0 unless it is stale. */
  readonly ageMs: number;
}

/** Ways to answer, from the best to the last resort. */
export class Ladder<Args extends readonly unknown[], T> implements Speaker {
  readonly name: string;
  readonly rungs: readonly Rung<Args, T>[];
  /** @internal */ emit: Emit | undefined = undefined;

  constructor(name: string, rungs: readonly Rung<Args, T>[]) {
    if (rungs.length === 0) throw new RangeError('rungs cannot be none');
    this.name = name;
    this.rungs = rungs;
  }

  get kind(): PolicyKind {
    return 'fallback';
  }

  /**
   * Answers from the first rung that can. When none can, rejects with an AggregateError that holds
   * the error of each.
   */
  async serve(...args: Args): Promise<Served<T>> {
    return this.serveWith({}, ...args);
  }

  /** Like `serve`, with what is known about the call. */
  async serveWith(options: CallOptions, ...args: Args): Promise<Served<T>> {
    const errors: unknown[] = [];
    for (const rung of this.rungs) {
      if (rung.policy !== undefined && !isReady(rung.policy)) continue;
      // A caller that gave up wants no other answer.
      options.signal?.throwIfAborted();
      try {
        const served = servedBy(rung, await climb(rung, args, options));
        if (rung !== this.rungs[0])
          this.emit?.('fallback', { rung: rung.name, end: errors.at(-1) });
        return served;
      } catch (error) {
        errors.push(error);
      }
    }
    options.signal?.throwIfAborted();
    this.emit?.('fallback', { rung: undefined, end: errors.at(-1) });
    throw new AggregateError(errors, `fallback ${this.name}: no rung could answer`);
  }
}

function climb<Args extends readonly unknown[], T>(
  { policy, run }: Rung<Args, T>,
  args: Args,
  options: CallOptions,
): T | StaleValue<T> | PromiseLike<T | StaleValue<T>> {
  if (policy) return policy.execute((context) => run(context, ...args), options);
  return run({ attempt: 1, signal: options.signal ?? new AbortController().signal }, ...args);
}

function servedBy<T>({ name }: { name: string }, answer: T | StaleValue<T>): Served<T> {
  if (answer instanceof StaleValue) {
    return { value: answer.value, rung: name, stale: true, ageMs: answer.ageMs };
  }
  return { value: answer, rung: name, stale: false, ageMs: 0 };
}

/** Makes a fallback ladder: the first rung is the call itself. */
export function ladder<Args extends readonly unknown[], T>(
  name: string,
  rungs: readonly Rung<Args, T>[],
): Ladder<Args, T> {
  return new Ladder(name, rungs);
}
