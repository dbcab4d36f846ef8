import { describe, expect, it } from 'vitest';
import {
  bulkhead,
  circuitBreaker,
  compose,
  consecutive,
  isReady,
  ladder,
  listen,
  staleCache,
} from '@resilint/runtime';
import type { CallContext, Rung } from '@resilint/runtime';
import { FakeClock } from '../support/fake-clock.js';

type UserRung = Rung<[id: string], string>;

const broken: UserRung = { name: 'live', run: () => Promise.reject(new Error('down')) };
const guest: UserRung = { name: 'guest', run: () => 'guest' };

describe('a fallback ladder', () => {
  it('answers from the first rung, and says so', async () => {
    const users = ladder('users', [{ name: 'live', run: (_context, id: string) => id }, guest]);
    const served = await users.serve('ada');
    expect(served).toEqual({ value: 'ada', rung: 'live', stale: false, ageMs: 0 });
  });

  it('climbs down to the first rung that can answer', async () => {
    const users = ladder('users', [broken, guest]);
    const rungs: unknown[] = [];
    listen(users, (event) => rungs.push(event.rung), 'fallback');
    expect(await users.serve('ada')).toMatchObject({ value: 'guest', rung: 'guest' });
    expect(rungs).toEqual(['guest']);
  });

  it('passes over a rung whose breaker is open', async () => {
    const breaker = circuitBreaker({ trip: consecutive(1) });
    breaker.isolate();
    let runs = 0;
    const policy = compose(breaker, bulkhead(1));
    const guarded: UserRung = { name: 'live', run: () => `run ${++runs}`, policy };
    expect(await ladder('users', [guarded, guest]).serve('ada')).toMatchObject({ rung: 'guest' });
    breaker.close();
    expect(await ladder('users', [guarded, guest]).serve('ada')).toMatchObject({ rung: 'live' });
    expect(runs).toBe(1);
  });

  it('runs each rung under its own policy', async () => {
    const breaker = circuitBreaker({ trip: consecutive(1) });
    const users = ladder('users', [{ ...broken, policy: breaker }, guest]);
    await users.serve('ada');
    expect(breaker.state).toBe('open');
  });

  it('rejects with the errors of all rungs when none can answer', async () => {
    const users = ladder('users', [broken, { ...broken, name: 'replica' }]);
    const rungs: unknown[] = [];
    listen(users, (event) => rungs.push(event.rung), 'fallback');
    const error = await users.serve('ada').catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(AggregateError);
    expect((error as AggregateError).errors).toHaveLength(2);
    expect(rungs).toEqual([undefined]);
  });

  it('stops climbing when the caller gives up', async () => {
    const caller = new AbortController();
    const reason = new Error('gone');
    const live: UserRung = {
      name: 'live',
      run: ({ signal }) => {
        caller.abort(reason);
        return Promise.reject(signal.reason as Error);
      },
    };
    const served = ladder('users', [live, guest]).serveWith({ signal: caller.signal }, 'ada');
    await expect(served).rejects.toBe(reason);
  });

  it('says nothing while the first rung answers', async () => {
    const users = ladder('users', [{ name: 'live', run: (_context, id: string) => id }, guest]);
    const events: unknown[] = [];
    listen(users, (event) => events.push(event));
    await users.serve('ada');
    expect(events).toEqual([]);
  });

  it('tells why it had to climb down, and from which error at last', async () => {
    const replica: UserRung = { name: 'replica', run: () => Promise.reject(new Error('late')) };
    const users = ladder('users', [broken, broken, replica, guest]);
    const events: unknown[] = [];
    listen(users, (event) => events.push(event));
    await users.serve('ada');
    const end = new Error('late');
    expect(events).toEqual([
      { type: 'fallback', policy: 'users', kind: 'fallback', rung: 'guest', end },
    ]);
  });

  it('tells of the last error when none can answer', async () => {
    const replica: UserRung = { name: 'replica', run: () => Promise.reject(new Error('late')) };
    const users = ladder('users', [broken, broken, replica]);
    const events: unknown[] = [];
    listen(users, (event) => events.push(event.end), 'fallback');
    await expect(users.serve('ada')).rejects.toThrow('fallback users: no rung could answer');
    expect(events).toEqual([new Error('late')]);
  });

  it('needs no listener to fail', async () => {
    await expect(ladder('users', [broken]).serve('ada')).rejects.toBeInstanceOf(AggregateError);
  });

  it('does not even ask a breaker that is open', async () => {
    const breaker = circuitBreaker({ trip: consecutive(1) });
    breaker.isolate();
    const rejections: unknown[] = [];
    listen(breaker, (event) => rejections.push(event), 'rejected');
    const users = ladder('users', [{ ...broken, policy: breaker }, broken]);
    const error = await users.serve('ada').catch((reason: unknown) => reason);
    expect((error as AggregateError).errors).toEqual([new Error('down')]);
    expect(rejections).toEqual([]);
  });

  it('hands a rung without a policy the attempt and the signal of the caller', async () => {
    const contexts: CallContext[] = [];
    const users = ladder<[id: string], string>('users', [
      {
        name: 'live',
        run: (context) => {
          contexts.push(context);
          return 'user';
        },
      },
    ]);
    const { signal } = new AbortController();
    await users.serveWith({ signal }, 'ada');
    await users.serve('ada');
    expect(contexts.map(({ attempt }) => attempt)).toEqual([1, 1]);
    expect(contexts[0]?.signal).toBe(signal);
    expect(contexts[1]?.signal.aborted).toBe(false);
  });

  it('refuses to have no rung', () => {
    expect(() => ladder('users', [])).toThrow('rungs cannot be none');
  });
});

describe('a stale cache', () => {
  function cached(maxEntries?: number) {
    const clock = new FakeClock();
    const cache = staleCache<[id: string], string>((id) => id, {
      maxAgeMs: 1_000,
      maxEntries,
      clock,
    });
    let up = true;
    const live = cache.remember({
      name: 'live',
      run: (_context, id) =>
        up ? Promise.resolve(`user ${id}`) : Promise.reject(new Error('down')),
    });
    const users = ladder('users', [live, cache.rung(), guest]);
    return { clock, users, fall: () => (up = false) };
  }

  it('serves what was remembered, with its age', async () => {
    const { clock, users, fall } = cached();
    await users.serve('ada');
    clock.sleep(400);
    fall();
    const served = await users.serve('ada');
    expect(served).toEqual({ value: 'user ada', rung: 'stale', stale: true, ageMs: 400 });
  });

  it('serves nothing that is too old', async () => {
    const { clock, users, fall } = cached();
    await users.serve('ada');
    fall();
    clock.sleep(1_000);
    expect(await users.serve('ada')).toMatchObject({ rung: 'stale' });
    clock.sleep(1);
    expect(await users.serve('ada')).toMatchObject({ rung: 'guest' });
  });

  it('serves nothing to others', async () => {
    const { users, fall } = cached();
    await users.serve('ada');
    fall();
    expect(await users.serve('grace')).toMatchObject({ rung: 'guest' });
  });

  it('forgets whom it has not seen for longest', async () => {
    const { users, fall } = cached(2);
    for (const id of ['ada', 'grace', 'ada', 'edith']) await users.serve(id);
    fall();
    const rungs = await Promise.all(['ada', 'grace', 'edith'].map((id) => users.serve(id)));
    expect(rungs.map(({ rung }) => rung)).toEqual(['stale', 'guest', 'stale']);
  });
});

describe('a stale cache by default', () => {
  it('remembers a thousand keys, by the clock of the machine', async () => {
    const cache = staleCache<[id: number], number>(String, { maxAgeMs: 60_000 });
    let up = true;
    const live = cache.remember({
      name: 'live',
      run: (_context, id) => (up ? id : Promise.reject(new Error('down'))),
    });
    const numbers = ladder('numbers', [live, cache.rung('remembered')]);
    for (let id = 0; id <= 1_000; id++) await numbers.serve(id);
    up = false;
    expect(await numbers.serve(1)).toMatchObject({ value: 1, rung: 'remembered' });
    const error = await numbers.serve(0).catch((reason: unknown) => reason);
    expect((error as AggregateError).errors[1]).toEqual(
      new Error('nothing remembered for 0 that is fresh enough'),
    );
  });

  it('does not take what is stale already for a fresh answer', async () => {
    const clock = new FakeClock();
    const first = staleCache<[id: string], string>((id) => id, { maxAgeMs: 1_000, clock });
    const second = staleCache<[id: string], string>((id) => id, { maxAgeMs: 1_000, clock });
    let up = true;
    const run = (): Promise<string> =>
      up ? Promise.resolve('user') : Promise.reject(new Error('down'));
    const fill = ladder('users', [first.remember({ name: 'live', run })]);
    await fill.serve('ada');
    up = false;
    clock.sleep(900);
    // What the first remembers is handed on as stale, and is not remembered anew.
    const users = ladder('users', [second.remember(first.rung('older')), second.rung()]);
    expect(await users.serve('ada')).toMatchObject({ rung: 'older', ageMs: 900 });
    clock.sleep(200);
    await expect(users.serve('ada')).rejects.toBeInstanceOf(AggregateError);
  });
});

describe('the readiness of a policy', () => {
  it('is that of the breakers in it', () => {
    const clock = new FakeClock();
    const breaker = circuitBreaker({ trip: consecutive(1), clock, reset: () => 100 });
    const policy = compose(bulkhead(1), breaker);
    expect(isReady(policy)).toBe(true);
    breaker.open();
    expect(isReady(policy)).toBe(false);
    clock.sleep(100);
    expect(isReady(policy)).toBe(true);
    breaker.tryAgain();
    void breaker.execute(() => new Promise(() => undefined));
    expect(isReady(policy)).toBe(false);
  });
});
