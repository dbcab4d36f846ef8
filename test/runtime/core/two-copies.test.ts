import { describe, expect, it, vi } from 'vitest';
import {
  circuitBreaker,
  compose,
  consecutive,
  isPolicyError,
  resultOf,
  retry,
} from '@resilint/runtime';
import { fail, succeed } from '../support/calls.js';

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
