import { describe, expect, expectTypeOf, it } from 'vitest';
import {
  bulkhead,
  circuitBreaker,
  compose,
  consecutive,
  retry,
  timeout,
  withPolicy,
  resultOf,
} from '@resilint/runtime';
import { ControlledCall, fail, outcomeOf, succeed } from '../support/calls.js';
import { FakeClock, settle } from '../support/fake-clock.js';

const permissive = compose(
  retry(),
  circuitBreaker({ trip: consecutive(99) }),
  timeout(60_000),
  bulkhead(99),
);

describe('a composition', () => {
  it('starts the function in the same tick, through all policies', async () => {
    const call = new ControlledCall();
    const value = permissive.execute(call.body);
    expect(call.started).toBe(1);
    call.succeed('ada');
    expect(await value).toBe('ada');
  });

  it('consists of the policies that it was composed of, also of compositions', () => {
    const [first, second, third] = [bulkhead(1), bulkhead(2), bulkhead(3)];
    const nested = compose(first, compose(second, third));
    expect(nested.policies).toEqual([first, second, third]);
  });

  it('runs from the outermost to the innermost', async () => {
    const clock = new FakeClock();
    const breaker = circuitBreaker({ trip: consecutive(2), clock, reset: () => 1e6 });
    const outcome = outcomeOf(compose(retry({ clock, backoff: () => 10 }), breaker).execute(fail));
    await clock.advance(100);
    // Two attempts tripped the breaker; the third was refused and not repeated.
    expect(outcome.value).toMatchObject({ code: 'breaker-open' });
  });

  it('of nothing runs the function all the same', async () => {
    expect(await compose().execute(succeed)).toBe('value');
  });

  it('does not count the refusal of an inner policy against the dependency', async () => {
    const breaker = circuitBreaker({ trip: consecutive(1) });
    const full = bulkhead(1);
    const policy = compose(breaker, full);
    outcomeOf(policy.execute(new ControlledCall().body));
    await expect(policy.execute(succeed)).rejects.toMatchObject({ code: 'bulkhead-full' });
    expect(breaker.state).toBe('closed');
  });

  it('does not count the refusal of a policy inside the function either', async () => {
    const [outer, inner] = [1, 1].map((limit) => circuitBreaker({ trip: consecutive(limit) }));
    inner!.isolate();
    await expect(outer!.execute(() => inner!.execute(succeed))).rejects.toThrow();
    expect(outer!.state).toBe('closed');
  });

  it('counts a timeout inside it', async () => {
    const clock = new FakeClock();
    const breaker = circuitBreaker({ trip: consecutive(1), clock });
    outcomeOf(compose(breaker, timeout({ limit: 10, clock })).execute(new ControlledCall().body));
    await clock.advance(10);
    expect(breaker.state).toBe('open');
  });

  it('disposes of what it consists of', async () => {
    const permits = bulkhead({ limit: 1, queue: 1 });
    const policy = compose(retry(), permits);
    outcomeOf(policy.execute(new ControlledCall().body));
    const outcome = outcomeOf(policy.execute(succeed));
    policy.dispose();
    await settle();
    expect(outcome.value).toMatchObject({ code: 'disposed' });
  });
});

describe('what a function may return', () => {
  it('is a value, a promise or something with a then method', async () => {
    expect(await permissive.execute(() => 7)).toBe(7);
    expect(await permissive.execute<unknown>(() => undefined)).toBeUndefined();
    expect(await permissive.execute(() => null)).toBeNull();
    expect(await permissive.execute(succeed)).toBe('value');
    const thenable = {
      then(done: (value: string) => void) {
        done('late');
      },
    } as unknown as PromiseLike<string>;
    expect(await permissive.execute(() => thenable)).toBe('late');
  });

  it('is a lazy query, which starts in the same tick', () => {
    let started = false;
    const query = {
      then() {
        started = true;
      },
    };
    outcomeOf(permissive.execute(() => query as unknown as PromiseLike<string>));
    expect(started).toBe(true);
  });

  it('is something whose then method throws, which is a rejection', async () => {
    const broken = {
      then() {
        throw new Error('broken');
      },
    };
    const outcome = permissive.execute(() => broken as unknown as PromiseLike<string>);
    await expect(outcome).rejects.toThrow('broken');
  });

  it('settles once, even when it settles twice', async () => {
    const permits = bulkhead(1);
    const twice = {
      then(done: (value: string) => void) {
        done('first');
        done('second');
      },
    };
    const value = await permits.execute(() => twice as unknown as PromiseLike<string>);
    expect(value).toBe('first');
    expect(permits.running).toBe(0);
  });
});

describe('the result API', () => {
  it('answers with a value or with an error, and never rejects', async () => {
    const error = new Error('down');
    expect(await resultOf(permissive, succeed)).toEqual({ ok: true, value: 'value' });
    const failed = await resultOf(compose(bulkhead(1)), () => Promise.reject(error));
    expect(failed).toMatchObject({ ok: false, code: undefined });
    expect(!failed.ok && failed.error).toBe(error);
  });

  it('says by which code a policy refused', async () => {
    const full = bulkhead(1);
    outcomeOf(full.execute(new ControlledCall().body));
    expect(await resultOf(full, succeed)).toMatchObject({ ok: false, code: 'bulkhead-full' });
  });

  it('answers a caller that gave up before', async () => {
    const result = await resultOf(permissive, succeed, { signal: AbortSignal.abort('gone') });
    expect(!result.ok && result.error).toBe('gone');
  });
});

describe('a wrapped function', () => {
  it('keeps this, arguments, name, length and properties', async () => {
    const original = Object.assign(
      function add(this: { base: number }, a: number, b: number) {
        return Promise.resolve(this.base + a + b);
      },
      { version: 2 },
    );
    const wrapped = permissive.wrap(original);
    expect(await wrapped.call({ base: 1 }, 2, 3)).toBe(6);
    expect(wrapped.name).toBe('add');
    expect(wrapped.length).toBe(2);
    expect(wrapped.version).toBe(2);
    expectTypeOf(wrapped).toEqualTypeOf<typeof original>();
  });

  it('keeps overloads', async () => {
    function load(id: number): Promise<'by number'>;
    function load(id: string): Promise<'by name'>;
    function load(id: number | string): Promise<string> {
      return Promise.resolve(typeof id === 'number' ? 'by number' : 'by name');
    }
    const wrapped = permissive.wrap(load);
    const value: 'by name' = await wrapped('ada');
    expect(value).toBe('by name');
  });

  it('returns a promise where the original did not', async () => {
    const wrapped = permissive.wrap((a: number) => a + 1);
    expectTypeOf(wrapped).returns.toEqualTypeOf<Promise<number>>();
    expect(await wrapped(1)).toBe(2);
  });

  it('rejects where the original throws', async () => {
    const wrapped = permissive.wrap(() => {
      throw new Error('sync');
    });
    await expect(wrapped()).rejects.toThrow('sync');
  });

  it('starts the original in the same tick', () => {
    let started = false;
    const start = (): void => {
      started = true;
    };
    outcomeOf(permissive.wrap(start)());
    expect(started).toBe(true);
  });

  it('can wrap a sloppy function and an arrow function', async () => {
    // eslint-disable-next-line @typescript-eslint/no-implied-eval, @typescript-eslint/no-unsafe-call
    const sloppy = new Function('return function sloppy() { return 1 }')() as () => number;
    expect(await permissive.wrap(sloppy)()).toBe(1);
    expect(await permissive.wrap(() => 2)()).toBe(2);
  });

  it('passes on what is known about the call', async () => {
    const clock = new FakeClock();
    let calls = 0;
    const policy = retry({ clock, backoff: () => 10 });
    const wrapped = policy.wrap(
      () => {
        calls++;
        return fail();
      },
      { effect: 'write' },
    );
    outcomeOf(wrapped());
    await clock.advance(100);
    expect(calls).toBe(1);
  });
});

// Written as a decorator in the consumers that test/runtime/package compiles.
describe('a decorated method', () => {
  const permits = bulkhead(1);

  class Users {
    readonly call = new ControlledCall();
    private readonly prefix = 'user';

    async load(id: string): Promise<string> {
      await this.call.body({} as never);
      return `${this.prefix} ${id}`;
    }
  }

  it('runs under the policy, with its own this', async () => {
    const original: Users['load'] = Reflect.get(Users.prototype, 'load');
    const load = withPolicy(permits)(original, {} as ClassMethodDecoratorContext);
    const [first, second] = [new Users(), new Users()];
    const loading = load.call(first, 'ada');
    await expect(load.call(second, 'grace')).rejects.toMatchObject({ code: 'bulkhead-full' });
    first.call.succeed('done');
    expect(await loading).toBe('user ada');
  });

  it('works with experimental decorators too', async () => {
    const descriptor = { value: () => Promise.resolve('plain'), configurable: true };
    const decorated = withPolicy(permits)({}, 'load', descriptor);
    expect(decorated).toMatchObject({ configurable: true });
    expect(await decorated.value!()).toBe('plain');
  });
});
