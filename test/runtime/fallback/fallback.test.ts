import { describe, expect, it } from 'vitest';
import {
  circuitBreaker,
  compose,
  consecutive,
  fallback,
  httpOutcome,
  listen,
} from '@resilint/runtime';
import { ControlledCall, fail, outcomeOf, succeed } from '../support/calls.js';
import { settle } from '../support/fake-clock.js';

describe('a fallback', () => {
  it('stays away while the call succeeds', async () => {
    const policy = fallback(() => 'other');
    expect(await policy.execute(succeed)).toBe('value');
  });

  it('answers when the call fails, with its error at hand', async () => {
    const policy = fallback((error) => `instead of ${(error as Error).message}`);
    expect(await policy.execute(fail)).toBe('instead of down');
  });

  it('may take its time', async () => {
    const policy = fallback(() => Promise.resolve('other'));
    expect(await policy.execute(fail)).toBe('other');
  });

  it('answers when another policy refused the call', async () => {
    const breaker = circuitBreaker({ trip: consecutive(1) });
    breaker.isolate();
    const policy = compose(
      fallback((error) => (error as { code: string }).code),
      breaker,
    );
    expect(await policy.execute(succeed)).toBe('breaker-open');
  });

  it('gives the first error to the caller when it fails itself, and reports its own', async () => {
    const policy = fallback(() => {
      throw new Error('down too');
    });
    const faults: unknown[] = [];
    listen(policy, ({ error }) => faults.push(error), 'fault');
    await expect(policy.execute(fail)).rejects.toThrow('down');
    expect(faults).toMatchObject([{ message: 'down too' }]);
  });

  it('stays away from what the classifier ignores', async () => {
    const policy = fallback({ handler: () => 'other', outcome: httpOutcome });
    const reject = (status: number) => (): Promise<never> =>
      // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors
      Promise.reject({ status });
    await expect(policy.execute(reject(404))).rejects.toEqual({ status: 404 });
    expect(await policy.execute(reject(500))).toBe('other');
  });

  it('answers for a value that means a failure, and hands that value out if it cannot', async () => {
    const unavailable = { status: 503 };
    const policy = fallback({ handler: () => 'other', outcome: httpOutcome });
    expect(await policy.execute<unknown>(() => unavailable)).toBe('other');
    expect(await policy.execute<unknown>(() => ({ status: 200 }))).toEqual({ status: 200 });
    const broken = fallback({ handler: fail, outcome: httpOutcome });
    expect(await broken.execute(() => unavailable)).toBe(unavailable);
  });

  it('answers when its classifier throws at an error, and not when it throws at a value', async () => {
    const broken = (): never => {
      throw new Error('bug in the classifier');
    };
    const policy = fallback({
      handler: () => 'other',
      outcome: { ofError: broken, ofValue: broken },
    });
    expect(await policy.execute(fail)).toBe('other');
    expect(await policy.execute(succeed)).toBe('value');
  });

  it('does nothing for a caller that gave up', async () => {
    const policy = fallback(() => 'other');
    const caller = new AbortController();
    const call = new ControlledCall();
    const outcome = outcomeOf(policy.execute(call.body, { signal: caller.signal }));
    caller.abort();
    call.fail(new Error('aborted'));
    await settle();
    expect(outcome.value).toMatchObject({ message: 'aborted' });
  });

  it('tells that it answered, by its name', async () => {
    const policy = fallback({ name: 'defaults', handler: () => 'other' });
    const rungs: unknown[] = [];
    listen(policy, (event) => rungs.push(event.rung), 'fallback');
    await policy.execute(fail);
    expect(rungs).toEqual(['defaults']);
  });
});
