import { describe, expect, it } from 'vitest';
import { compose, isPolicyError, listen, timeout } from '@resilint/runtime';
import type { Deadlines, TimeoutOptions } from '@resilint/runtime';
import { ControlledCall, outcomeOf, succeed } from '../support/calls.js';
import { FakeClock, settle } from '../support/fake-clock.js';

function timeoutWith(options: Partial<TimeoutOptions> = {}) {
  const clock = new FakeClock();
  return { clock, policy: timeout({ name: 'users', limit: 100, clock, ...options }) };
}

describe('a timeout', () => {
  it('rejects at the limit and not before, whatever the work does', async () => {
    const { clock, policy } = timeoutWith();
    const outcome = outcomeOf(policy.execute(new ControlledCall().body));
    await clock.advance(99);
    expect(outcome.state).toBe('pending');
    await clock.advance(1);
    expect(outcome.state).toBe('rejected');
    expect(isPolicyError(outcome.value, 'timeout')).toBe(true);
    expect(outcome.value).toMatchObject({
      name: 'TimeoutError',
      message: 'timeout users: timeout after 100 ms',
      limitMs: 100,
      policy: 'users',
      kind: 'timeout',
    });
  });

  it('tells an adaptive limit once of a call that ends after it, as late', async () => {
    const noted: number[] = [];
    const limit = { limitMs: () => 100, record: (ms: number) => noted.push(ms) };
    const { clock, policy } = timeoutWith({ limit, mode: 'cooperate' });
    const call = new ControlledCall();
    const outcome = outcomeOf(policy.execute(call.body));
    await clock.advance(130);
    call.succeed('late');
    await settle();
    expect(outcome).toEqual({ state: 'resolved', value: 'late' });
    expect(noted).toEqual([100]);
  });

  it('hands out the value of a call that was in time', async () => {
    const { policy } = timeoutWith();
    expect(await policy.execute(succeed)).toBe('value');
    expect(await policy.execute(() => 7)).toBe(7);
  });

  it('hands out the error of a call that failed in time', async () => {
    const { policy } = timeoutWith();
    const error = new Error('down');
    await expect(policy.execute(() => Promise.reject(error))).rejects.toBe(error);
  });

  it('aborts the signal at the limit, with its own error as the reason', async () => {
    const { clock, policy } = timeoutWith();
    const call = new ControlledCall();
    const outcome = outcomeOf(policy.execute(call.body));
    const { signal } = call.contexts[0]!;
    expect(signal.aborted).toBe(false);
    await clock.advance(100);
    expect(signal.aborted).toBe(true);
    expect(signal.reason).toBe(outcome.value);
  });

  it('hands out an aborted signal to work that asks for it too late', async () => {
    const { clock, policy } = timeoutWith();
    const call = new ControlledCall();
    const outcome = outcomeOf(policy.execute(call.body));
    await clock.advance(100);
    expect(call.contexts[0]!.signal.aborted).toBe(true);
    expect(outcome.state).toBe('rejected');
  });

  it('never aborts the signal of a call that ended', async () => {
    const { clock, policy } = timeoutWith();
    const call = new ControlledCall();
    const outcome = outcomeOf(policy.execute(call.body));
    const { signal } = call.contexts[0]!;
    call.succeed('in time');
    await clock.advance(1_000);
    expect(outcome.state).toBe('resolved');
    expect(signal.aborted).toBe(false);
  });

  it('passes the abort of the caller on, and lets the caller go at once', async () => {
    const { clock, policy } = timeoutWith();
    const caller = new AbortController();
    const call = new ControlledCall();
    const outcome = outcomeOf(policy.execute(call.body, { signal: caller.signal }));
    const { signal } = call.contexts[0]!;
    const reason = new Error('gone');
    caller.abort(reason);
    await settle();
    expect(signal.aborted).toBe(true);
    expect(signal.reason).toBe(reason);
    expect(outcome).toEqual({ state: 'rejected', value: reason });
    await clock.advance(100);
    expect(clock.timers.size).toBe(0);
  });

  it('has one listener on the signal of a caller, however many calls are made with it', async () => {
    const { policy } = timeoutWith();
    const caller = new AbortController();
    const { signal } = caller;
    let listeners = 0;
    const add = signal.addEventListener.bind(signal);
    signal.addEventListener = (...args: Parameters<typeof add>): void => {
      listeners++;
      add(...args);
    };
    await policy.execute(({ signal: own }) => own.aborted, { signal });
    await policy.execute(succeed, { signal });
    const waiting = [1, 2].map(() =>
      outcomeOf(policy.execute(new ControlledCall().body, { signal })),
    );
    expect(listeners).toBe(1);
    caller.abort(new Error('gone'));
    await settle();
    expect(waiting.map(({ state }) => state)).toEqual(['rejected', 'rejected']);
  });

  it('takes no notice of how work ends that nobody waits for', async () => {
    const { clock, policy } = timeoutWith();
    const call = new ControlledCall();
    const outcome = outcomeOf(policy.execute(call.body));
    await clock.advance(100);
    const { value } = outcome;
    call.fail(new Error('late'));
    await settle();
    expect(outcome.value).toBe(value);
  });

  it('waits for work that cooperates, and says what became of it', async () => {
    const { clock, policy } = timeoutWith({ mode: 'cooperate' });
    const call = new ControlledCall();
    const outcome = outcomeOf(policy.execute(call.body));
    const { signal } = call.contexts[0]!;
    await clock.advance(100);
    expect(signal.aborted).toBe(true);
    expect(outcome.state).toBe('pending');
    const own = new Error('stopped');
    call.fail(own);
    await settle();
    expect(outcome.value).toMatchObject({ code: 'timeout', cause: own });
  });

  it('hands out its own error when cooperating work rejects with the reason', async () => {
    const { clock, policy } = timeoutWith({ mode: 'cooperate' });
    const call = new ControlledCall();
    const outcome = outcomeOf(policy.execute(call.body));
    const { signal } = call.contexts[0]!;
    await clock.advance(100);
    call.fail(signal.reason);
    await settle();
    expect(outcome.value).toBe(signal.reason);
  });

  it('hands out the value of cooperating work that was nearly done', async () => {
    const { clock, policy } = timeoutWith({ mode: 'cooperate' });
    const call = new ControlledCall();
    const outcome = outcomeOf(policy.execute(call.body));
    await clock.advance(100);
    call.succeed('still');
    await settle();
    expect(outcome).toEqual({ state: 'resolved', value: 'still' });
  });

  it('passes on the error of cooperating work that failed before the limit', async () => {
    const { policy } = timeoutWith({ mode: 'cooperate' });
    await expect(policy.execute(() => Promise.reject(new Error('down')))).rejects.toThrow('down');
  });

  it('tells its listeners when a call took too long', async () => {
    const { clock, policy } = timeoutWith();
    const limits: number[] = [];
    listen(policy, ({ limitMs }) => limits.push(limitMs), 'timeout');
    outcomeOf(policy.execute(new ControlledCall().body));
    await clock.advance(100);
    expect(limits).toEqual([100]);
  });

  it('lets an inner timeout expire before an outer one', async () => {
    const clock = new FakeClock();
    const both = compose(
      timeout({ name: 'total', limit: 300, clock }),
      timeout({ name: 'attempt', limit: 100, clock }),
    );
    const outcome = outcomeOf(both.execute(new ControlledCall().body));
    await clock.advance(100);
    expect(outcome.value).toMatchObject({ policy: 'attempt' });
    expect(outcome.state).toBe('rejected');
  });

  it('aborts the signals of all that is inside it', async () => {
    const clock = new FakeClock();
    const both = compose(
      timeout({ name: 'total', limit: 100, clock }),
      timeout({ name: 'attempt', limit: 300, clock }),
    );
    const call = new ControlledCall();
    const outcome = outcomeOf(both.execute(call.body));
    const { signal } = call.contexts[0]!;
    await clock.advance(100);
    expect(outcome.value).toMatchObject({ policy: 'total' });
    expect(signal.aborted).toBe(true);
    expect(signal.reason).toBe(outcome.value);
  });

  it.each([0, -1, Number.NaN])('refuses a limit of %d', (limit) => {
    expect(() => timeout(limit)).toThrow(`limit cannot be ${limit}`);
  });
});

describe('a timeout that knows deadlines', () => {
  function deadlinesWith(remainingMs: number | undefined) {
    const within: number[] = [];
    const deadlines: Deadlines = {
      remainingMs: () => remainingMs,
      within: (ms, body) => {
        within.push(ms);
        return body();
      },
    };
    return { deadlines, within };
  }

  it('does not outlast the deadline around it, and passes its limit on', async () => {
    const { deadlines, within } = deadlinesWith(40);
    const { clock, policy } = timeoutWith({ deadlines });
    const outcome = outcomeOf(policy.execute(new ControlledCall().body));
    expect(within).toEqual([40]);
    await clock.advance(40);
    expect(outcome.value).toMatchObject({ code: 'timeout', limitMs: 40 });
  });

  it('keeps its own limit where there is no deadline, or a later one', async () => {
    for (const remaining of [undefined, 1_000]) {
      const { deadlines, within } = deadlinesWith(remaining);
      const { policy } = timeoutWith({ deadlines });
      expect(await policy.execute(succeed)).toBe('value');
      expect(within).toEqual([100]);
    }
  });

  it('does not even start after the deadline', async () => {
    const { policy } = timeoutWith({ deadlines: deadlinesWith(0).deadlines });
    const codes: string[] = [];
    listen(policy, ({ code }) => codes.push(code), 'rejected');
    const call = new ControlledCall();
    const rejected = policy.execute(call.body);
    await expect(rejected).rejects.toMatchObject({ code: 'deadline-exceeded', policy: 'users' });
    expect(call.started).toBe(0);
    expect(codes).toEqual(['deadline-exceeded']);
  });
});
