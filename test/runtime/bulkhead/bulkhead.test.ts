import { describe, expect, it } from 'vitest';
import { bulkhead, listen } from '@resilint/runtime';
import type { BulkheadOptions } from '@resilint/runtime';
import { ControlledCall, fail, outcomeOf, succeed } from '../support/calls.js';
import { FakeClock, settle } from '../support/fake-clock.js';

function bulkheadWith(options: Partial<BulkheadOptions> = {}) {
  const clock = new FakeClock();
  return { clock, policy: bulkhead({ name: 'users', limit: 1, queue: 10, clock, ...options }) };
}

describe('a bulkhead', () => {
  it('starts calls in the same tick while there are permits', () => {
    const { policy } = bulkheadWith({ limit: 2 });
    const call = new ControlledCall();
    outcomeOf(policy.execute(call.body));
    outcomeOf(policy.execute(call.body));
    outcomeOf(policy.execute(call.body));
    expect(call.started).toBe(2);
    expect(policy.running).toBe(2);
    expect(policy.queued).toBe(1);
  });

  it('gives permits to those who wait, in the order they came', async () => {
    const { policy } = bulkheadWith();
    const first = new ControlledCall();
    outcomeOf(policy.execute(first.body));
    const order: number[] = [];
    const waiting = [1, 2, 3].map((number) => policy.execute(() => order.push(number)));
    first.succeed('done');
    await Promise.all(waiting);
    expect(order).toEqual([1, 2, 3]);
    expect(policy.running).toBe(0);
  });

  it('hands one permit to one of those who wait', async () => {
    const { policy } = bulkheadWith();
    const call = new ControlledCall();
    for (let caller = 0; caller < 3; caller++) outcomeOf(policy.execute(call.body));
    call.succeed('done');
    await settle();
    expect([call.started, policy.running, policy.queued]).toEqual([2, 1, 1]);
  });

  it('arms no timer for waiting without a deadline', () => {
    const { clock, policy } = bulkheadWith();
    const call = new ControlledCall();
    for (let caller = 0; caller < 2; caller++) outcomeOf(policy.execute(call.body));
    expect(clock.timers.size).toBe(0);
  });

  it('rejects when the queue is full, and starts nothing', async () => {
    const { policy } = bulkheadWith({ queue: 0 });
    const codes: string[] = [];
    listen(policy, ({ code }) => codes.push(code), 'rejected');
    outcomeOf(policy.execute(new ControlledCall().body));
    const call = new ControlledCall();
    const rejected = policy.execute(call.body);
    await expect(rejected).rejects.toMatchObject({ code: 'bulkhead-full', policy: 'users' });
    expect(call.started).toBe(0);
    expect(codes).toEqual(['bulkhead-full']);
  });

  it('has no queue by default', async () => {
    const policy = bulkhead(1);
    outcomeOf(policy.execute(new ControlledCall().body));
    await expect(policy.execute(succeed)).rejects.toMatchObject({ code: 'bulkhead-full' });
  });

  it('gives a permit back after a failure and after a synchronous throw', async () => {
    const { policy } = bulkheadWith({ queue: 0 });
    await policy.execute(fail).catch(() => undefined);
    const thrown = policy.execute(() => {
      throw new Error('sync');
    });
    await expect(thrown).rejects.toThrow('sync');
    expect(policy.running).toBe(0);
    expect(await policy.execute(succeed)).toBe('value');
  });

  it('lets a newcomer not overtake those who wait', async () => {
    const { policy } = bulkheadWith({ queue: 2 });
    const running = new ControlledCall();
    const order: string[] = [];
    const first = policy.execute(running.body).then(() => {
      // In the very microtask in which the permit came back.
      outcomeOf(policy.execute(() => order.push('newcomer')));
    });
    const waiting = ['a', 'b'].map((name) =>
      policy.execute(async () => {
        order.push(name);
        await Promise.resolve();
      }),
    );
    running.succeed('done');
    await Promise.all([first, ...waiting]);
    await settle();
    expect(order).toEqual(['a', 'b', 'newcomer']);
  });

  it('lets go whom waiting takes too long', async () => {
    const { clock, policy } = bulkheadWith({ queueMs: 50 });
    const running = new ControlledCall();
    outcomeOf(policy.execute(running.body));
    const outcome = outcomeOf(policy.execute(succeed));
    await clock.advance(49);
    expect(outcome.state).toBe('pending');
    await clock.advance(1);
    expect(outcome.value).toMatchObject({ code: 'bulkhead-queue-timeout' });
    expect(policy.queued).toBe(0);
    running.succeed('done');
    await settle();
    expect(policy.running).toBe(0);
  });

  it('stops the clock of whoever got a permit', async () => {
    const { clock, policy } = bulkheadWith({ queueMs: 50 });
    const running = new ControlledCall();
    outcomeOf(policy.execute(running.body));
    const next = new ControlledCall();
    const outcome = outcomeOf(policy.execute(next.body));
    running.succeed('done');
    await clock.advance(100);
    expect(outcome.state).toBe('pending');
    next.succeed('done');
    await settle();
    expect(outcome.state).toBe('resolved');
  });

  it('settles a waiting call at once when its caller gives up, and frees its place', async () => {
    const { policy } = bulkheadWith({ queue: 3 });
    const running = new ControlledCall();
    outcomeOf(policy.execute(running.body));
    const callers = [1, 2, 3].map(() => new AbortController());
    const order: number[] = [];
    const outcomes = callers.map(({ signal }, index) =>
      outcomeOf(policy.execute(() => order.push(index), { signal })),
    );
    for (const index of [1, 0, 2]) {
      const reason = new Error(`gone ${index}`);
      callers[index]!.abort(reason);
      await settle();
      expect(outcomes[index]).toEqual({ state: 'rejected', value: reason });
    }
    expect(policy.queued).toBe(0);
    const last = outcomeOf(policy.execute(succeed));
    running.succeed('done');
    await settle();
    expect(last.state).toBe('resolved');
    expect(order).toEqual([]);
  });

  it('keeps the order when somebody in the middle leaves', async () => {
    const { policy } = bulkheadWith();
    const running = new ControlledCall();
    outcomeOf(policy.execute(running.body));
    const caller = new AbortController();
    const order: number[] = [];
    outcomeOf(policy.execute(() => order.push(1)));
    outcomeOf(policy.execute(() => order.push(2), { signal: caller.signal }));
    outcomeOf(policy.execute(() => order.push(3)));
    caller.abort();
    running.succeed('done');
    await settle();
    expect(order).toEqual([1, 3]);
  });

  it('hands a long queue on without deep recursion', async () => {
    const { policy } = bulkheadWith({ queue: 20_000 });
    const running = new ControlledCall();
    outcomeOf(policy.execute(running.body));
    let done = 0;
    for (let call = 0; call < 20_000; call++) outcomeOf(policy.execute(() => done++));
    running.succeed('done');
    await settle();
    expect(done).toBe(20_000);
  });

  it('tells how many wait', () => {
    const { policy } = bulkheadWith();
    const queued: number[] = [];
    listen(policy, (event) => queued.push(event.queued), 'queued');
    for (let call = 0; call < 3; call++) outcomeOf(policy.execute(new ControlledCall().body));
    expect(queued).toEqual([1, 2]);
  });

  it('lets go everyone who waits when it is disposed of', async () => {
    const { policy } = bulkheadWith();
    outcomeOf(policy.execute(new ControlledCall().body));
    const outcomes = [1, 2].map(() => outcomeOf(policy.execute(succeed)));
    policy.dispose();
    await settle();
    expect(outcomes.map(({ value }) => value)).toMatchObject([
      { code: 'disposed' },
      { code: 'disposed' },
    ]);
  });

  it.each([0, -1, Number.NaN])('refuses a limit of %d', (limit) => {
    expect(() => bulkhead(limit)).toThrow(`limit cannot be ${limit}`);
  });

  it('refuses a negative queue', () => {
    expect(() => bulkhead({ limit: 1, queue: -1 })).toThrow('queue cannot be -1');
  });
});
