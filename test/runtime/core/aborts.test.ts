import { describe, expect, it } from 'vitest';
import { circuitBreaker, compose, consecutive, retry, timeout } from '@resilint/runtime';
import { ControlledCall, fail, outcomeOf } from '../support/calls.js';
import { FakeClock, settle } from '../support/fake-clock.js';

describe('the signal of a call under a timeout', () => {
  it('is one and the same, however often it is read', async () => {
    const signals: AbortSignal[] = [];
    await timeout(60_000).execute((context) => {
      signals.push(context.signal, context.signal);
    });
    expect(signals[0]).toBe(signals[1]);
  });

  it('is left alone by a caller that gives up after the call', async () => {
    const caller = new AbortController();
    const read = (context: { signal: AbortSignal }): AbortSignal => context.signal;
    const signal = await timeout(60_000).execute(read, { signal: caller.signal });
    caller.abort();
    expect(signal.aborted).toBe(false);
  });

  it('keeps its reason when the caller gives up after the limit', async () => {
    const clock = new FakeClock();
    const caller = new AbortController();
    const policy = timeout({ limit: 10, mode: 'cooperate', clock });
    const call = new ControlledCall();
    const outcome = outcomeOf(policy.execute(call.body, { signal: caller.signal }));
    const { signal } = call.contexts[0]!;
    await clock.advance(10);
    const reason: unknown = signal.reason;
    caller.abort();
    call.fail(reason);
    await settle();
    expect(outcome.state).toBe('rejected');
    expect(outcome.value).toBe(reason);
  });
});

describe('a caller that gives up', () => {
  it.each([
    {
      what: 'a call that hangs',
      inside: timeout(60_000),
      body: () => new Promise(() => undefined),
    },
    { what: 'the pause before a retry', inside: retry({ backoff: () => 60_000 }), body: fail },
  ])('during $what says nothing about the dependency', async ({ inside, body }) => {
    const breaker = circuitBreaker({ trip: consecutive(1) });
    const caller = new AbortController();
    const { signal } = caller;
    const outcome = outcomeOf(compose(breaker, inside).execute(body, { signal }));
    await settle();
    caller.abort('gone');
    await settle();
    expect(outcome).toEqual({ state: 'rejected', value: 'gone' });
    expect(breaker.state).toBe('closed');
  });
});
