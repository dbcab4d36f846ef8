import { describe, expect, it } from 'vitest';
import { compose, hedge, listen, retryBudget, timeout } from '@resilint/runtime';
import type { HedgeOptions } from '@resilint/runtime';
import { ControlledCall, fail, outcomeOf, succeed } from '../support/calls.js';
import { FakeClock, settle } from '../support/fake-clock.js';

function hedgeWith(options: Partial<HedgeOptions> = {}) {
  const clock = new FakeClock();
  return { clock, policy: hedge({ after: 50, clock, ...options }) };
}

describe('a hedge', () => {
  it('leaves a quick call alone', async () => {
    const { clock, policy } = hedgeWith();
    expect(await policy.execute(succeed)).toBe('value');
    await clock.advance(100);
    expect(clock.timers.size).toBe(0);
  });

  it('starts a second call beside a slow one, and takes the first answer', async () => {
    const { clock, policy } = hedgeWith();
    const attempts: number[] = [];
    listen(policy, ({ attempt }) => attempts.push(attempt), 'hedged');
    const call = new ControlledCall();
    const outcome = outcomeOf(policy.execute(call.body));
    await clock.advance(49);
    expect(call.started).toBe(1);
    await clock.advance(1);
    expect(call.started).toBe(2);
    const [loser, winner] = call.contexts.map(({ signal }) => signal);
    call.succeed('second', 1);
    await settle();
    expect(outcome).toEqual({ state: 'resolved', value: 'second' });
    expect(loser!.aborted).toBe(true);
    expect(winner!.aborted).toBe(false);
    expect(attempts).toEqual([2]);
  });

  it('starts no more calls than it may', async () => {
    const { clock, policy } = hedgeWith({ attempts: 3 });
    const call = new ControlledCall();
    outcomeOf(policy.execute(call.body));
    await clock.advance(1_000);
    expect(call.contexts.map(({ attempt }) => attempt)).toEqual([1, 2, 3]);
  });

  it('fails at once when the only call fails: repeating is for a retry', async () => {
    const { clock, policy } = hedgeWith();
    await expect(policy.execute(fail)).rejects.toThrow('down');
    await clock.advance(100);
    expect(clock.timers.size).toBe(0);
  });

  it('waits for the other call when one of two fails', async () => {
    const { clock, policy } = hedgeWith();
    const call = new ControlledCall();
    const outcome = outcomeOf(policy.execute(call.body));
    await clock.advance(50);
    call.fail(new Error('down'), 1);
    await settle();
    expect(outcome.state).toBe('pending');
    call.succeed('first', 0);
    await settle();
    expect(outcome).toEqual({ state: 'resolved', value: 'first' });
  });

  it('fails with the last error when all have failed', async () => {
    const { clock, policy } = hedgeWith();
    const call = new ControlledCall();
    const outcome = outcomeOf(policy.execute(call.body));
    await clock.advance(50);
    call.fail(new Error('one'), 1);
    call.fail(new Error('two'), 0);
    await settle();
    expect(outcome.value).toMatchObject({ message: 'two' });
  });

  it('starts no second write, unless it is idempotent', async () => {
    const { clock, policy } = hedgeWith();
    const [write, idempotent] = [new ControlledCall(), new ControlledCall()];
    outcomeOf(policy.execute(write.body, { effect: 'write' }));
    outcomeOf(policy.execute(idempotent.body, { effect: 'write', idempotent: true }));
    await clock.advance(50);
    expect([write.started, idempotent.started]).toEqual([1, 2]);
  });

  it('stays within its budget', async () => {
    const { clock, policy } = hedgeWith({ budget: retryBudget({ burst: 1, share: 0.1 }) });
    const call = new ControlledCall();
    for (let calls = 0; calls < 5; calls++) outcomeOf(policy.execute(call.body));
    await clock.advance(50);
    expect(call.started).toBe(6);
  });

  it('lets the caller go who gives up, and aborts all calls', async () => {
    const { clock, policy } = hedgeWith();
    const caller = new AbortController();
    const call = new ControlledCall();
    const outcome = outcomeOf(policy.execute(call.body, { signal: caller.signal }));
    await clock.advance(50);
    const signals = call.contexts.map(({ signal }) => signal);
    caller.abort(new Error('gone'));
    await settle();
    expect(outcome.value).toMatchObject({ message: 'gone' });
    expect(signals.map(({ aborted }) => aborted)).toEqual([true, true]);
  });

  it('starts nothing more once a timeout around it has expired', async () => {
    const clock = new FakeClock();
    const policy = compose(timeout({ limit: 30, clock }), hedge({ after: 50, clock }));
    const call = new ControlledCall();
    outcomeOf(policy.execute(call.body));
    await clock.advance(200);
    expect(call.started).toBe(1);
  });

  it('learns from how long calls take when its delay adapts', async () => {
    const recorded: number[] = [];
    const after = { limitMs: () => 50, record: (ms: number) => recorded.push(ms) };
    const { clock, policy } = hedgeWith({ after });
    const call = new ControlledCall();
    outcomeOf(policy.execute(call.body));
    clock.sleep(20);
    call.succeed('done');
    await settle();
    expect(recorded).toEqual([20]);
  });

  it('refuses a delay of nothing', () => {
    expect(() => hedge({ after: 0 })).toThrow('after cannot be 0');
  });
});
