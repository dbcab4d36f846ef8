import { describe, expect, it } from 'vitest';
import { timeout } from '@resilint/runtime';
import type { TimeoutOptions } from '@resilint/runtime';
import { ControlledCall, outcomeOf, succeed } from '../support/calls.js';
import { FakeClock, settle } from '../support/fake-clock.js';

function timeoutWith(options: Partial<TimeoutOptions> = {}) {
  const clock = new FakeClock();
  return { clock, policy: timeout({ name: 'users', limit: 100, clock, ...options }) };
}

describe('the timers of timeouts', () => {
  it('are one per duration, however many calls wait', async () => {
    const clock = new FakeClock();
    const policies = [100, 100, 200].map((limit) => timeout({ limit, clock }));
    for (const policy of policies) {
      for (let call = 0; call < 50; call++) outcomeOf(policy.execute(new ControlledCall().body));
    }
    expect(clock.timers.size).toBe(2);
    await clock.advance(200);
    expect(clock.timers.size).toBe(0);
  });

  it('let each call have its own full time', async () => {
    const { clock, policy } = timeoutWith();
    const outcomes = [outcomeOf(policy.execute(new ControlledCall().body))];
    await clock.advance(60);
    outcomes.push(outcomeOf(policy.execute(new ControlledCall().body)));
    const states = (): string[] => outcomes.map(({ state }) => state);
    await clock.advance(40);
    expect(states()).toEqual(['rejected', 'pending']);
    await clock.advance(59);
    expect(states()).toEqual(['rejected', 'pending']);
    await clock.advance(1);
    expect(states()).toEqual(['rejected', 'rejected']);
  });

  it('are gone soon after the last call ended', async () => {
    const { clock, policy } = timeoutWith();
    await policy.execute(succeed);
    await policy.execute(succeed);
    expect(clock.timers.size).toBe(1);
    await clock.advance(100);
    expect(clock.timers.size).toBe(0);
  });

  it('are gone at once when the timeout is disposed of and nothing waits', async () => {
    const { clock, policy } = timeoutWith();
    await policy.execute(succeed);
    policy.dispose();
    expect(clock.timers.size).toBe(0);
    const outcome = outcomeOf(policy.execute(new ControlledCall().body));
    policy.dispose();
    await clock.advance(100);
    expect(outcome.state).toBe('rejected');
  });

  it('expire in order when calls between them have ended', async () => {
    const { clock, policy } = timeoutWith();
    const calls = [1, 2, 3].map(() => new ControlledCall());
    const outcomes = calls.map((call) => outcomeOf(policy.execute(call.body)));
    calls[1]!.succeed('in time');
    await settle();
    calls[0]!.succeed('in time');
    await clock.advance(100);
    expect(outcomes.map(({ state }) => state)).toEqual(['resolved', 'resolved', 'rejected']);
  });

  it('wait longer than a timer can', async () => {
    const { clock, policy } = timeoutWith({ limit: 2 ** 31 + 5_000 });
    const outcome = outcomeOf(policy.execute(new ControlledCall().body));
    await clock.advance(2 ** 31);
    expect(outcome.state).toBe('pending');
    await clock.advance(5_000);
    expect(outcome.state).toBe('rejected');
  });
});
