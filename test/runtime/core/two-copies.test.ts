import { describe, expect, it, vi } from 'vitest';
import {
  bulkhead,
  circuitBreaker,
  compose,
  consecutive,
  isPolicyError,
  listen,
  resultOf,
  retry,
} from '@resilint/runtime';
import { ControlledCall, fail, succeed } from '../support/calls.js';
import { FakeClock, settle } from '../support/fake-clock.js';

/** The package once more, as another dependency may bring it along. */
async function anotherCopy(): Promise<typeof import('@resilint/runtime')> {
  vi.resetModules();
  return import('@resilint/runtime');
}

/** A call that a breaker of the other copy refuses. */
async function refusedElsewhere(): Promise<() => Promise<string>> {
  const other = await anotherCopy();
  expect(other.circuitBreaker).not.toBe(circuitBreaker);
  const breaker = other.circuitBreaker({ name: 'elsewhere', trip: other.consecutive(1) });
  breaker.isolate();
  return () => breaker.execute(succeed);
}

describe('an error of another copy of the package', () => {
  it('is known by its brand, with the policy and the state', async () => {
    const refused = await refusedElsewhere();
    const error: unknown = await refused().catch((reason: unknown) => reason);
    expect(isPolicyError(error, 'breaker-open')).toBe(true);
    expect(isPolicyError(error, 'timeout')).toBe(false);
    expect(error).toMatchObject({ kind: 'breaker', policy: 'elsewhere', state: 'isolated' });
  });

  it('is no failure of the dependency, and is not repeated', async () => {
    const refused = await refusedElsewhere();
    const breaker = circuitBreaker({ trip: consecutive(1) });
    let attempts = 0;
    const counted = (): Promise<string> => {
      attempts++;
      return refused();
    };
    await expect(retry({ backoff: () => 1 }).execute(counted)).rejects.toThrow('breaker-open');
    await expect(breaker.execute(refused)).rejects.toThrow('breaker-open');
    expect([attempts, breaker.state]).toEqual([1, 'closed']);
    await breaker.execute(fail).catch(() => undefined);
    expect(breaker.state).toBe('open');
  });

  it('stays one where policies of both copies are composed', async () => {
    const other = await anotherCopy();
    const breaker = other.circuitBreaker({ name: 'elsewhere', trip: other.consecutive(1) });
    breaker.isolate();
    const both = compose(retry({ backoff: () => 1, attempts: 3 }), breaker);
    let calls = 0;
    const counted = (): Promise<string> => {
      calls++;
      return succeed();
    };
    await expect(both.execute(counted)).rejects.toMatchObject({
      name: 'PolicyError',
      code: 'breaker-open',
      policy: 'elsewhere',
    });
    expect(await resultOf(both, counted)).toMatchObject({ ok: false, code: 'breaker-open' });
    expect(calls).toBe(0);
  });
});

describe('a listener of another copy of the package', () => {
  it('hears of what happens, beside those of this one, until each stops', async () => {
    const other = await anotherCopy();
    const policy = circuitBreaker({ trip: consecutive(9) });
    const heard: string[] = [];
    const stop = listen(policy, () => heard.push('this'), 'success');
    const stopOther = other.listen(policy, () => heard.push('other'), 'success');
    await policy.execute(succeed);
    stop();
    await policy.execute(succeed);
    stopOther();
    await policy.execute(succeed);
    expect(heard).toEqual(['this', 'other', 'other']);
    expect(policy).toMatchObject({ emit: undefined });
  });
});

describe('a timeout of another copy of the package', () => {
  it('ends the pause between two attempts, after which there is none', async () => {
    const other = await anotherCopy();
    const clock = new FakeClock();
    const waiting = retry({ backoff: () => 50, clock, attempts: 9 });
    const both = compose(other.timeout({ limit: 20, clock }), waiting);
    let calls = 0;
    const counted = (): Promise<never> => {
      calls++;
      return fail();
    };
    const ended = both.execute(counted).catch((reason: unknown) => reason);
    await clock.advance(500);
    expect(await ended).toMatchObject({ code: 'timeout' });
    expect(calls).toBe(1);
    expect(clock.timers.size).toBe(0);
  });

  it('takes a call out of the queue for a permit', async () => {
    const other = await anotherCopy();
    const clock = new FakeClock();
    const permits = bulkhead({ limit: 1, queue: 1, clock });
    const call = new ControlledCall();
    const first = permits.execute(call.body);
    const both = compose(other.timeout({ limit: 20, clock }), permits);
    const second = both.execute(call.body).catch((reason: unknown) => reason);
    await clock.advance(20);
    expect(await second).toMatchObject({ code: 'timeout' });
    expect([permits.running, permits.queued]).toEqual([1, 0]);
    call.succeed('value');
    await settle();
    expect([await first, call.started]).toEqual(['value', 1]);
  });

  it('aborts the signal of an attempt that another copy began', async () => {
    const other = await anotherCopy();
    const clock = new FakeClock();
    const waiting = retry({ backoff: () => 5, clock });
    const both = compose(other.timeout({ limit: 20, clock }), waiting);
    const call = new ControlledCall();
    const ended = both.execute(call.body).catch((reason: unknown) => reason);
    call.fail(new Error('down'));
    await clock.advance(5);
    const { signal } = call.contexts[1]!;
    expect(signal.aborted).toBe(false);
    await clock.advance(20);
    expect([await ended, signal.reason]).toEqual([signal.reason, signal.reason]);
    expect(isPolicyError(signal.reason, 'timeout')).toBe(true);
  });
});
