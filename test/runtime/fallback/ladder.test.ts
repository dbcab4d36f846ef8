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
import type { Rung } from '@resilint/runtime';
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
