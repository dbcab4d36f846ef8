import { describe, expect, it } from 'vitest';
import {
  bulkhead,
  circuitBreaker,
  compose,
  consecutive,
  httpOutcome,
  listen,
  retry,
  retryBudget,
  timeout,
} from '@resilint/runtime';
import type { RetryOptions } from '@resilint/runtime';
import { ControlledCall, fail, outcomeOf, succeed } from '../support/calls.js';
import { FakeClock, settle } from '../support/fake-clock.js';

const after10 = (): number => 10;

function retryWith(options: RetryOptions = {}) {
  const clock = new FakeClock();
  const policy = retry({ name: 'users', backoff: after10, clock, random: () => 1, ...options });
  return { clock, policy };
}

/** Fails as often as it says, then succeeds; counts. */
function failing(times: number, error: unknown = new Error('down')) {
  const call = {
    attempts: [] as number[],
    body: ({ attempt }: { attempt: number }): Promise<string> => {
      call.attempts.push(attempt);
      // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors
      return call.attempts.length <= times ? Promise.reject(error) : succeed();
    },
  };
  return call;
}

describe('a retry', () => {
  it('calls again until it succeeds, and numbers the attempts', async () => {
    const { clock, policy } = retryWith();
    const call = failing(2);
    const outcome = outcomeOf(policy.execute(call.body));
    await clock.advance(20);
    expect(outcome).toEqual({ state: 'resolved', value: 'value' });
    expect(call.attempts).toEqual([1, 2, 3]);
  });

  it('gives up after the last attempt with its error', async () => {
    const { clock, policy } = retryWith({ attempts: 2 });
    const why: string[] = [];
    listen(policy, (event) => why.push(`${event.why} ${event.attempts}`), 'exhausted');
    const error = new Error('down');
    const call = failing(5, error);
    const outcome = outcomeOf(policy.execute(call.body));
    await clock.advance(100);
    expect(outcome).toEqual({ state: 'rejected', value: error });
    expect(call.attempts).toEqual([1, 2]);
    expect(why).toEqual(['attempts 2']);
  });

  it('waits between attempts, as long as the backoff says', async () => {
    const asked: number[][] = [];
    const { clock, policy } = retryWith({
      backoff: (attempt, previousMs, random) => {
        asked.push([attempt, previousMs, random()]);
        return attempt * 100;
      },
    });
    const call = failing(2);
    outcomeOf(policy.execute(call.body));
    await clock.advance(99);
    expect(call.attempts).toHaveLength(1);
    await clock.advance(1);
    expect(call.attempts).toHaveLength(2);
    await clock.advance(200);
    expect(call.attempts).toHaveLength(3);
    expect(asked).toEqual([
      [1, 0, 1],
      [2, 100, 1],
    ]);
  });

  it('tells of each further attempt before it waits', async () => {
    const { clock, policy } = retryWith();
    const told: unknown[] = [];
    listen(policy, ({ attempt, delayMs }) => told.push([attempt, delayMs]), 'retry');
    outcomeOf(policy.execute(failing(2).body));
    await clock.advance(20);
    expect(told).toEqual([
      [2, 10],
      [3, 10],
    ]);
  });

  it('does not repeat a write, unless it is idempotent', async () => {
    const { clock, policy } = retryWith();
    const write = failing(1);
    const outcome = outcomeOf(policy.execute(write.body, { effect: 'write' }));
    const idempotent = failing(1);
    outcomeOf(policy.execute(idempotent.body, { effect: 'write', idempotent: true }));
    const read = failing(1);
    outcomeOf(policy.execute(read.body, { effect: 'read' }));
    await clock.advance(10);
    expect(outcome.state).toBe('rejected');
    expect([write, idempotent, read].map(({ attempts }) => attempts.length)).toEqual([1, 2, 2]);
  });

  it('does not repeat what the classifier ignores', async () => {
    const { clock, policy } = retryWith({ outcome: httpOutcome });
    const notFound = failing(1, { status: 404 });
    const unavailable = failing(1, { status: 503 });
    const outcomes = [notFound, unavailable].map(({ body }) => outcomeOf(policy.execute(body)));
    await clock.advance(10);
    expect(outcomes.map(({ state }) => state)).toEqual(['rejected', 'resolved']);
  });

  it('repeats what resolves with a failure, and hands out the last value', async () => {
    const { clock, policy } = retryWith({ outcome: httpOutcome });
    let calls = 0;
    const outcome = outcomeOf(policy.execute(() => ({ status: 503, call: ++calls })));
    await clock.advance(100);
    expect(outcome.value).toEqual({ status: 503, call: 3 });
  });

  it('repeats when the classifier throws, and says so', async () => {
    const { clock, policy } = retryWith({
      outcome: {
        ofError: () => {
          throw new Error('bug in the classifier');
        },
      },
    });
    const faults: unknown[] = [];
    listen(policy, ({ error }) => faults.push(error), 'fault');
    const outcome = outcomeOf(policy.execute(failing(1).body));
    await clock.advance(10);
    expect(outcome.state).toBe('resolved');
    expect(faults).toHaveLength(1);
  });

  it('does not repeat what another policy refused', async () => {
    const clock = new FakeClock();
    const breaker = circuitBreaker({ trip: consecutive(9), clock });
    breaker.open();
    const policy = compose(retry({ clock, backoff: after10 }), breaker);
    await expect(policy.execute(succeed)).rejects.toMatchObject({ code: 'breaker-open' });
    expect(clock.timers.size).toBe(0);
  });

  it('repeats what timed out', async () => {
    const clock = new FakeClock();
    const policy = compose(
      retry({ clock, backoff: after10, attempts: 2 }),
      timeout({ limit: 50, clock }),
    );
    const call = new ControlledCall();
    const outcome = outcomeOf(policy.execute(call.body));
    await clock.advance(50);
    expect(call.contexts[0]!.signal.aborted).toBe(true);
    await clock.advance(10);
    expect(call.started).toBe(2);
    expect(call.contexts[1]!.signal.aborted).toBe(false);
    expect(call.contexts[1]!.attempt).toBe(2);
    call.succeed('second', 1);
    await settle();
    expect(outcome).toEqual({ state: 'resolved', value: 'second' });
  });

  it('waits as long as the server asked, and its own delay on top', async () => {
    const { clock, policy } = retryWith();
    const call = failing(1, { status: 429, headers: { 'retry-after': '2' } });
    const outcome = outcomeOf(policy.execute(call.body));
    await clock.advance(2_009);
    expect(outcome.state).toBe('pending');
    await clock.advance(1);
    expect(outcome.state).toBe('resolved');
  });

  it('gives up when the server asks for more patience than it has', async () => {
    const { policy } = retryWith({ maxRetryAfterMs: 1_000 });
    const call = failing(1, { retryAfterMs: 1_001 });
    await expect(policy.execute(call.body)).rejects.toMatchObject({ retryAfterMs: 1_001 });
  });

  it('stops waiting when the caller gives up', async () => {
    const { clock, policy } = retryWith();
    const caller = new AbortController();
    const call = failing(9);
    const outcome = outcomeOf(policy.execute(call.body, { signal: caller.signal }));
    await clock.advance(5);
    const reason = new Error('gone');
    caller.abort(reason);
    await settle();
    expect(outcome).toEqual({ state: 'rejected', value: reason });
    await clock.advance(100);
    expect(call.attempts).toHaveLength(1);
  });

  it('does not begin to wait for a caller that has given up', async () => {
    const { clock, policy } = retryWith();
    const caller = new AbortController();
    const call = new ControlledCall();
    const outcome = outcomeOf(policy.execute(call.body, { signal: caller.signal }));
    caller.abort();
    call.fail(new Error('aborted'));
    await settle();
    expect(outcome.value).toMatchObject({ message: 'aborted' });
    expect(clock.timers.size).toBe(0);
  });

  it('starts nothing more once a timeout around it has expired', async () => {
    const clock = new FakeClock();
    const policy = compose(timeout({ limit: 15, clock }), retry({ clock, backoff: after10 }));
    const call = failing(9);
    const outcome = outcomeOf(policy.execute(call.body));
    await clock.advance(200);
    expect(outcome.value).toMatchObject({ code: 'timeout' });
    expect(call.attempts).toEqual([1, 2]);
  });

  it('asks for a permit anew for each attempt', async () => {
    const clock = new FakeClock();
    const permits = bulkhead(1);
    const policy = compose(retry({ clock, backoff: after10 }), permits);
    const outcome = outcomeOf(policy.execute(failing(2).body));
    await settle();
    expect(permits.running).toBe(0);
    await clock.advance(20);
    expect(outcome.state).toBe('resolved');
    expect(permits.running).toBe(0);
  });

  it('waits 200 ms at the most before its second attempt by default', async () => {
    const clock = new FakeClock();
    const call = failing(1);
    outcomeOf(retry({ clock, random: () => 1 }).execute(call.body));
    await clock.advance(199);
    expect(call.attempts).toHaveLength(1);
    await clock.advance(1);
    expect(call.attempts).toHaveLength(2);
  });

  it('makes three attempts by default', async () => {
    const clock = new FakeClock();
    const call = failing(9);
    outcomeOf(retry({ clock }).execute(call.body));
    await clock.advance(60_000);
    expect(call.attempts).toEqual([1, 2, 3]);
  });
});

describe('a retry budget', () => {
  it('lets the burst through, and then a share of the calls', async () => {
    const budget = retryBudget({ share: 0.25, burst: 2 });
    const { clock, policy } = retryWith({ budget, attempts: 2 });
    let attempts = 0;
    for (let call = 0; call < 100; call++) {
      outcomeOf(
        policy.execute(() => {
          attempts++;
          return fail();
        }),
      );
      await clock.advance(20);
    }
    expect(attempts).toBe(100 + 2 + 25 - 1);
  });

  it('is not charged for calls that are not repeated for another reason', async () => {
    const budget = retryBudget({ burst: 1 });
    const { clock, policy } = retryWith({ budget });
    outcomeOf(policy.execute(fail, { effect: 'write' }));
    const call = failing(1);
    outcomeOf(policy.execute(call.body));
    await clock.advance(20);
    expect(call.attempts).toHaveLength(2);
  });

  it('refuses a share above one', () => {
    expect(() => retryBudget({ share: 1.5 })).toThrow('share cannot be 1.5');
  });
});
