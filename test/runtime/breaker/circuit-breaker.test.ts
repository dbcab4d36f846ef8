import { describe, expect, it } from 'vitest';
import { circuitBreaker, consecutive, isPolicyError, listen, resultOf } from '@resilint/runtime';
import { ControlledCall, fail, outcomeOf, succeed } from '../support/calls.js';
import { FakeClock, settle } from '../support/fake-clock.js';
import { breakerWith, trip } from '../support/tripped-breaker.js';

describe('a closed circuit breaker', () => {
  it('starts the function in the same tick and hands out its value', async () => {
    const { breaker } = breakerWith();
    const call = new ControlledCall();
    const value = breaker.execute(call.body);
    expect(call.started).toBe(1);
    call.succeed('ada');
    expect(await value).toBe('ada');
  });

  it('hands out the very error that the function threw', async () => {
    const { breaker } = breakerWith();
    const error = new Error('down');
    await expect(breaker.execute(() => Promise.reject(error))).rejects.toBe(error);
  });

  it('turns a synchronous throw into a rejection and counts it', async () => {
    const { breaker } = breakerWith({ trip: consecutive(1) });
    const thrown = breaker.execute(() => {
      throw new Error('sync');
    });
    await expect(thrown).rejects.toThrow('sync');
    expect(breaker.state).toBe('open');
  });

  it('stays closed while fewer failures than the limit come in a row', async () => {
    const { breaker } = breakerWith();
    for (const body of [fail, succeed, fail, succeed]) {
      await breaker.execute(body).catch(() => undefined);
    }
    expect(breaker.state).toBe('closed');
  });

  it('opens at the limit', async () => {
    const { breaker } = breakerWith();
    await breaker.execute(fail).catch(() => undefined);
    expect(breaker.state).toBe('closed');
    await breaker.execute(fail).catch(() => undefined);
    expect(breaker.state).toBe('open');
  });

  it('does not count what the classifier ignores', async () => {
    const { breaker } = breakerWith({ outcome: { ofError: () => 'ignored' } });
    for (let call = 0; call < 5; call++) await breaker.execute(fail).catch(() => undefined);
    expect(breaker.state).toBe('closed');
  });

  it('counts a value that the classifier takes for a failure, and hands it out all the same', async () => {
    const { breaker } = breakerWith({
      trip: consecutive(1),
      outcome: { ofValue: (value) => (value === 503 ? 'failure' : 'success') },
    });
    expect(await breaker.execute(() => 200)).toBe(200);
    expect(breaker.state).toBe('closed');
    expect(await breaker.execute(() => 503)).toBe(503);
    expect(breaker.state).toBe('open');
  });

  it('keeps the outcome when the classifier throws', async () => {
    const { breaker } = breakerWith({
      outcome: {
        ofError: () => {
          throw new Error('bug in the classifier');
        },
      },
    });
    const faults: unknown[] = [];
    listen(breaker, (event) => faults.push(event.error), 'fault');
    await expect(breaker.execute(fail)).rejects.toThrow('down');
    await expect(breaker.execute(fail)).rejects.toThrow('down');
    expect(breaker.state).toBe('open');
    expect(faults).toHaveLength(2);
  });

  it('does not blame the dependency when the caller gave up', async () => {
    const { breaker } = breakerWith({ trip: consecutive(1) });
    const caller = new AbortController();
    const call = new ControlledCall();
    const outcome = outcomeOf(breaker.execute(call.body, { signal: caller.signal }));
    caller.abort(new Error('gone'));
    call.fail(new Error('aborted'));
    await settle();
    expect(outcome.state).toBe('rejected');
    expect(breaker.state).toBe('closed');
  });

  it('does not even start for a caller that gave up before', async () => {
    const { breaker } = breakerWith();
    const call = new ControlledCall();
    const reason = new Error('gone');
    const rejected = breaker.execute(call.body, { signal: AbortSignal.abort(reason) });
    await expect(rejected).rejects.toBe(reason);
    expect(call.started).toBe(0);
  });
});

describe('an open circuit breaker', () => {
  it('rejects without calling, with the policy, the state and when to come back', async () => {
    const { breaker, clock } = breakerWith();
    await trip(breaker);
    await clock.advance(400);
    const call = new ControlledCall();
    const error: unknown = await breaker.execute(call.body).catch((reason: unknown) => reason);
    expect(call.started).toBe(0);
    expect(isPolicyError(error, 'breaker-open')).toBe(true);
    expect(error).toMatchObject({
      name: 'PolicyError',
      code: 'breaker-open',
      kind: 'breaker',
      policy: 'users',
      state: 'open',
      retryAfterMs: 600,
      message: 'breaker users: breaker-open',
    });
    expect(error).toBeInstanceOf(Error);
  });

  it('restores the stack trace limit after it made an error', async () => {
    const { breaker } = breakerWith();
    await trip(breaker);
    const before = Error.stackTraceLimit;
    await expect(breaker.execute(succeed)).rejects.toThrow();
    expect(before).toBeGreaterThan(0);
    expect(Error.stackTraceLimit).toBe(before);
  });

  it('makes an error for each call, or one for all of an open period on request', async () => {
    const errorsOf = async (shareErrors: boolean): Promise<unknown[]> => {
      const { breaker } = breakerWith({ shareErrors });
      await trip(breaker);
      const reasons = [breaker.execute(succeed), breaker.execute(succeed)].map((call) =>
        call.catch((reason: unknown) => reason),
      );
      return Promise.all(reasons);
    };
    const [first, second] = await errorsOf(false);
    expect(first).not.toBe(second);
    const [shared, same] = await errorsOf(true);
    expect(shared).toBe(same);
  });

  it('shares no error between two open periods', async () => {
    const { breaker } = breakerWith({ shareErrors: true });
    breaker.open();
    const first: unknown = await breaker.execute(succeed).catch((reason: unknown) => reason);
    breaker.close();
    breaker.open();
    const second: unknown = await breaker.execute(succeed).catch((reason: unknown) => reason);
    expect(second).not.toBe(first);
  });

  it('answers the result API without an exception', async () => {
    const { breaker } = breakerWith();
    await trip(breaker);
    const result = await resultOf(breaker, succeed);
    expect(result).toMatchObject({ ok: false, code: 'breaker-open' });
    expect(!result.ok && isPolicyError(result.error)).toBe(true);
  });

  it('lets a probe in once the reset delay is over, not a moment before', async () => {
    const { breaker, clock } = breakerWith();
    await trip(breaker);
    clock.sleep(999);
    await expect(breaker.execute(succeed)).rejects.toThrow('breaker-open');
    clock.sleep(1);
    expect(await breaker.execute(succeed)).toBe('value');
    expect(breaker.state).toBe('closed');
  });

  it('ignores how calls end that it let in while it was closed', async () => {
    const { breaker, clock } = breakerWith();
    const late = new ControlledCall();
    const outcome = outcomeOf(breaker.execute(late.body));
    await trip(breaker);
    clock.sleep(1_000);
    const probe = new ControlledCall();
    const probing = outcomeOf(breaker.execute(probe.body));
    late.succeed('late');
    await settle();
    expect(breaker.state).toBe('half-open');
    expect(outcome).toEqual({ state: 'resolved', value: 'late' });
    probe.succeed('works');
    await settle();
    expect(breaker.state).toBe('closed');
    expect(probing.state).toBe('resolved');
  });

  it('waits longer each time it opens again, and starts over once it has closed', async () => {
    const delays: number[][] = [];
    const { breaker, clock } = breakerWith({
      reset: (attempt, previousMs) => {
        delays.push([attempt, previousMs]);
        return attempt * 100;
      },
    });
    await trip(breaker);
    clock.sleep(100);
    await breaker.execute(fail).catch(() => undefined);
    expect(breaker.state).toBe('open');
    clock.sleep(200);
    await breaker.execute(succeed);
    await trip(breaker);
    expect(delays).toEqual([
      [1, 0],
      [2, 100],
      [1, 0],
    ]);
  });

  it('spreads its reset delay between nothing and 30 s by default', async () => {
    const clock = new FakeClock();
    let random = 0.5;
    const breaker = circuitBreaker({ trip: consecutive(1), clock, random: () => random });
    await trip(breaker);
    clock.sleep(14_999);
    await expect(breaker.execute(succeed)).rejects.toThrow();
    clock.sleep(1);
    random = 1;
    await breaker.execute(fail).catch(() => undefined);
    clock.sleep(59_999);
    await expect(breaker.execute(succeed)).rejects.toThrow();
    clock.sleep(1);
    expect(await breaker.execute(succeed)).toBe('value');
  });
});
