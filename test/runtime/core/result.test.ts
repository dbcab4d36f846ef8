import { describe, expect, it } from 'vitest';
import {
  circuitBreaker,
  consecutive,
  isPolicyError,
  listen,
  resultOf,
  retry,
  timeout,
} from '@resilint/runtime';
import { outcomeOf, succeed } from '../support/calls.js';
import { FakeClock } from '../support/fake-clock.js';

function isolated(): ReturnType<typeof circuitBreaker> {
  const breaker = circuitBreaker({ trip: consecutive(1) });
  breaker.isolate();
  return breaker;
}

describe('a result', () => {
  it('of a refusal holds its error', async () => {
    const result = await resultOf(isolated(), succeed);
    expect(result).toMatchObject({ ok: false, code: 'breaker-open' });
    expect(!result.ok && isPolicyError(result.error, 'breaker-open')).toBe(true);
    expect(!result.ok && result.error).toBeInstanceOf(Error);
    // A trace would lead into this package.
    expect(!result.ok && (result.error as Error).stack).not.toContain('\n    at ');
    expect(new Error('next').stack).toContain('\n    at ');
  });

  it('of a timeout holds its error', async () => {
    const clock = new FakeClock();
    const limit = timeout({ limit: 5, clock });
    const outcome = outcomeOf(resultOf(limit, () => new Promise(() => undefined)));
    await clock.advance(5);
    expect(outcome.value).toMatchObject({ ok: false, code: 'timeout', error: { limitMs: 5 } });
  });

  it('of an error that looks like a result holds that error', async () => {
    const error = Object.assign(new Error('down'), { ok: false });
    const result = await resultOf(retry({ attempts: 1 }), () => Promise.reject(error));
    expect(result).toEqual({ ok: false, error, code: undefined });
  });
});

describe('an error of a policy that a call hands out as a value', () => {
  const refusal = (): Promise<unknown> =>
    isolated()
      .execute(succeed)
      .catch((error: unknown) => error);

  it('is a success to a breaker', async () => {
    const breaker = circuitBreaker({ trip: consecutive(1) });
    const seen: string[] = [];
    listen(breaker, ({ type }) => seen.push(type));
    expect(isPolicyError(await breaker.execute(refusal))).toBe(true);
    expect(seen).toEqual(['success']);
  });

  it('is repeated where it means a failure', async () => {
    let calls = 0;
    const policy = retry({
      attempts: 2,
      backoff: () => 0.1,
      outcome: { ofValue: () => 'failure' },
    });
    await policy.execute(() => {
      calls++;
      return refusal();
    });
    expect(calls).toBe(2);
  });
});

describe('what no policy made', () => {
  it.each([undefined, null, 'down', new Error('down')])('is no error of a policy: %s', (reason) => {
    expect(isPolicyError(reason)).toBe(false);
  });

  it('is handed out as it is', async () => {
    const policy = circuitBreaker({ trip: consecutive(2) });
    // Some throw nothing at all.
    // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors
    await expect(policy.execute(() => Promise.reject(undefined))).rejects.toBeUndefined();
  });
});
