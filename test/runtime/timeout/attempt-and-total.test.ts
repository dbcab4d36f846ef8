import { describe, expect, it } from 'vitest';
import { compose, retry, timeout } from '@resilint/runtime';
import { ControlledCall, outcomeOf } from '../support/calls.js';
import { FakeClock } from '../support/fake-clock.js';

describe('two timeouts around and inside a retry', () => {
  it('limit all attempts together, and each of them', async () => {
    const clock = new FakeClock();
    const policy = compose(
      timeout({ name: 'total', limit: 250, clock }),
      retry({ attempts: 9, backoff: () => 10, clock }),
      timeout({ name: 'attempt', limit: 100, clock }),
    );
    const call = new ControlledCall();
    const outcome = outcomeOf(policy.execute(call.body));
    await clock.advance(100);
    expect(call.contexts[0]?.signal.aborted).toBe(true);
    await clock.advance(149);
    expect([call.started, outcome.state]).toEqual([3, 'pending']);
    await clock.advance(1);
    expect(outcome).toMatchObject({ state: 'rejected', value: { policy: 'total', limitMs: 250 } });
    await clock.advance(1_000);
    expect(call.started).toBe(3);
  });
});
