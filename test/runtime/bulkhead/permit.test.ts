import { describe, expect, it } from 'vitest';
import { bulkhead, compose, fallback, hedge, retry, timeout } from '@resilint/runtime';
import { ControlledCall, fail, outcomeOf, succeed } from '../support/calls.js';
import { FakeClock, settle } from '../support/fake-clock.js';

describe('the permit of a bulkhead', () => {
  it.each(['inside', 'outside'])(
    'is held until work that timed out has settled, with the timeout %s',
    async (place) => {
      const clock = new FakeClock();
      const permits = bulkhead({ limit: 1, clock });
      const limit = timeout({ limit: 100, clock });
      const policy = place === 'inside' ? compose(permits, limit) : compose(limit, permits);
      const call = new ControlledCall();
      const outcome = outcomeOf(policy.execute(call.body));
      await clock.advance(100);
      expect(outcome.value).toMatchObject({ code: 'timeout' });
      expect(permits.running).toBe(1);
      await expect(policy.execute(succeed)).rejects.toMatchObject({ code: 'bulkhead-full' });
      call.succeed('late');
      await settle();
      expect(permits.running).toBe(0);
      expect(await policy.execute(succeed)).toBe('value');
    },
  );

  it('is held by two bulkheads around the same work', async () => {
    const clock = new FakeClock();
    const [outer, inner] = [bulkhead(5), bulkhead(5)];
    const policy = compose(timeout({ limit: 100, clock }), outer, inner);
    const call = new ControlledCall();
    outcomeOf(policy.execute(call.body));
    await clock.advance(100);
    expect([outer.running, inner.running]).toEqual([1, 1]);
    call.fail(new Error('late'));
    await settle();
    expect([outer.running, inner.running]).toEqual([0, 0]);
  });

  it('is held until the last attempt inside it has settled', async () => {
    const clock = new FakeClock();
    const permits = bulkhead(5);
    const policy = compose(
      permits,
      retry({ attempts: 2, clock, backoff: () => 10 }),
      timeout({ limit: 100, clock }),
    );
    const call = new ControlledCall();
    const outcome = outcomeOf(policy.execute(call.body));
    await clock.advance(110);
    call.succeed('second', 1);
    await settle();
    expect(outcome.state).toBe('resolved');
    expect(permits.running).toBe(1);
    call.fail(new Error('first, at last'), 0);
    await settle();
    expect(permits.running).toBe(0);
  });

  it('is held until the loser of a race has settled', async () => {
    const clock = new FakeClock();
    const permits = bulkhead(5);
    const policy = compose(permits, hedge({ after: 20, clock }));
    const call = new ControlledCall();
    const outcome = outcomeOf(policy.execute(call.body));
    await clock.advance(20);
    call.succeed('second', 1);
    await settle();
    expect(outcome.state).toBe('resolved');
    expect(permits.running).toBe(1);
    call.fail(new Error('lost'), 0);
    await settle();
    expect(permits.running).toBe(0);
  });

  it('covers the fallback inside it', async () => {
    const permits = bulkhead(5);
    const other = new ControlledCall();
    const policy = compose(
      permits,
      fallback((_error, context) => other.body(context)),
    );
    outcomeOf(policy.execute(fail));
    await settle();
    expect(permits.running).toBe(1);
    other.succeed('other');
    await settle();
    expect(permits.running).toBe(0);
  });

  it.each(['after a call', 'after a retried call'])(
    'is given back once when a fallback around it answers %s',
    async (when) => {
      const permits = bulkhead({ limit: 1 });
      const clock = new FakeClock();
      const again = retry({ attempts: when === 'after a call' ? 1 : 2, clock, backoff: () => 10 });
      const policy = compose(
        fallback(() => Promise.resolve('other')),
        again,
        permits,
      );
      const outcome = outcomeOf(policy.execute(fail));
      await clock.advance(10);
      expect(outcome.value).toBe('other');
      expect(permits.running).toBe(0);
    },
  );

  it('is held by both of two bulkheads with a timeout between them', async () => {
    const clock = new FakeClock();
    const [outer, inner] = [bulkhead(5), bulkhead(5)];
    const policy = compose(outer, timeout({ limit: 100, clock }), inner);
    const call = new ControlledCall();
    outcomeOf(policy.execute(call.body));
    await clock.advance(100);
    expect([outer.running, inner.running]).toEqual([1, 1]);
    call.succeed('late');
    await settle();
    expect([outer.running, inner.running]).toEqual([0, 0]);
  });
});
