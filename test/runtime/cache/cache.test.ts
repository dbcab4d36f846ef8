import { describe, expect, it } from 'vitest';
import { cache, listen } from '@resilint/runtime';
import type { CacheOptions } from '@resilint/runtime';
import { ControlledCall, fail, outcomeOf } from '../support/calls.js';
import { FakeClock, settle } from '../support/fake-clock.js';

function cacheWith(options: Partial<CacheOptions> = {}) {
  const clock = new FakeClock();
  return { clock, values: cache({ name: 'users', ttlMs: 100, clock, ...options }) };
}

describe('a cache', () => {
  it('loads once, serves until the value is too old, and says what it did', async () => {
    const { clock, values } = cacheWith();
    const results: string[] = [];
    listen(values, ({ result }) => results.push(result), 'cache');
    let loads = 0;
    const get = (): Promise<number> => values.get('ada', () => ++loads);
    expect([await get(), await get()]).toEqual([1, 1]);
    clock.sleep(100);
    expect(await get()).toBe(1);
    clock.sleep(1);
    expect(await get()).toBe(2);
    expect(results).toEqual(['miss', 'hit', 'hit', 'miss']);
  });

  it('loads once for all who ask at the same time', async () => {
    const { values } = cacheWith();
    const call = new ControlledCall();
    const asked = Array.from({ length: 50 }, () => values.get('ada', () => call.body({} as never)));
    expect(call.started).toBe(1);
    call.succeed('loaded');
    expect(new Set(await Promise.all(asked))).toEqual(new Set(['loaded']));
  });

  it('keeps no failure, and fails for all who asked', async () => {
    const { values } = cacheWith();
    const asked = [values.get('ada', fail), values.get('ada', fail)];
    expect((await Promise.allSettled(asked)).map(({ status }) => status)).toEqual([
      'rejected',
      'rejected',
    ]);
    expect(await values.get('ada', () => 'now')).toBe('now');
  });

  it('turns a synchronous throw into a rejection', async () => {
    const { values } = cacheWith();
    const thrown = values.get('ada', () => {
      throw new Error('sync');
    });
    await expect(thrown).rejects.toThrow('sync');
  });

  it('serves an old value when a new one cannot be loaded, within bounds', async () => {
    const { clock, values } = cacheWith({ staleIfErrorMs: 50 });
    await values.get<string>('ada', () => 'old');
    clock.sleep(150);
    expect(await values.get<string>('ada', fail)).toBe('old');
    clock.sleep(1);
    await expect(values.get('ada', fail)).rejects.toThrow('down');
  });

  it('lets the value go that was used longest ago', async () => {
    const { values } = cacheWith({ maxEntries: 2 });
    for (const key of ['a', 'b', 'a', 'c']) await values.get(key, () => key);
    expect(values.size).toBe(2);
    expect(await values.get('a', () => 'anew')).toBe('a');
    expect(await values.get('b', () => 'anew')).toBe('anew');
  });

  it('does not keep what was forgotten while it was loaded', async () => {
    const { values } = cacheWith();
    const call = new ControlledCall();
    const outcome = outcomeOf(values.get('ada', () => call.body({} as never)));
    values.forget('ada');
    const fresh = await values.get('ada', () => 'fresh');
    call.succeed('outdated');
    await settle();
    expect([outcome.value, fresh]).toEqual(['outdated', 'fresh']);
    expect(await values.get('ada', () => 'loaded again')).toBe('fresh');
  });

  it('forgets everything on request', async () => {
    const { values } = cacheWith();
    await values.get('ada', () => 1);
    values.forget();
    expect(values.size).toBe(0);
  });

  it('stands before a function', async () => {
    const { values } = cacheWith();
    let loads = 0;
    const load = values.wrap(
      (id: string) => `${id} ${++loads}`,
      (id) => id,
    );
    expect([await load('ada'), await load('ada'), await load('grace')]).toEqual([
      'ada 1',
      'ada 1',
      'grace 2',
    ]);
  });

  it('stands before a method, whose key may depend on what it is a method of', async () => {
    const { values } = cacheWith();
    const load = function (this: { tenant: string }, id: string): string {
      return `${this.tenant} ${id}`;
    };
    const keyOf = function (this: { tenant: string }, id: string): string {
      if (id === '') throw new Error('no id');
      return `${this.tenant}/${id}`;
    };
    const users = { tenant: 'north', load: values.wrap(load, keyOf) };
    expect(await users.load('ada')).toBe('north ada');
    expect(await users.load.call({ tenant: 'south' }, 'ada')).toBe('south ada');
    await expect(users.load('')).rejects.toThrow('no id');
  });
});
