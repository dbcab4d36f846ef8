import { describe, expect, it } from 'vitest';
import { latencyPercentile, timeout } from '@resilint/runtime';
import { ControlledCall, outcomeOf } from '../support/calls.js';
import { FakeClock, settle } from '../support/fake-clock.js';

describe('a limit from a latency percentile', () => {
  it('is the longest limit until enough calls were seen', () => {
    const limit = latencyPercentile({ minMs: 10, maxMs: 5_000, minimumCalls: 100 });
    for (let call = 0; call < 99; call++) limit.record?.(20);
    expect(limit.limitMs()).toBe(5_000);
  });

  it('lies within six percent above the percentile', () => {
    const limit = latencyPercentile({ percentile: 0.9, minMs: 1, maxMs: 5_000, minimumCalls: 100 });
    for (let call = 0; call < 1_000; call++) limit.record?.((call % 100) + 1);
    expect(limit.limitMs()).toBeGreaterThanOrEqual(90);
    expect(limit.limitMs()).toBeLessThanOrEqual(97);
  });

  it('is never shorter than the least limit', () => {
    const limit = latencyPercentile({ minMs: 50, maxMs: 5_000, minimumCalls: 10 });
    for (let call = 0; call < 100; call++) limit.record?.(1);
    expect(limit.limitMs()).toBe(50);
  });

  it('is never longer than the longest limit', () => {
    const limit = latencyPercentile({ minMs: 10, maxMs: 300, minimumCalls: 10 });
    for (let call = 0; call < 100; call++) limit.record?.(60_000);
    expect(limit.limitMs()).toBe(300);
  });

  it('forgets how fast calls used to be', () => {
    const settings = { percentile: 0.9, minMs: 1, maxMs: 5_000, minimumCalls: 10 };
    const limit = latencyPercentile({ ...settings, halfLifeCalls: 100 });
    for (let call = 0; call < 1_000; call++) limit.record?.(10);
    expect(limit.limitMs()).toBeLessThan(12);
    for (let call = 0; call < 200; call++) limit.record?.(400);
    expect(limit.limitMs()).toBeGreaterThanOrEqual(400);
  });

  it('is fed by the timeout with how long calls took, and with the limit for those too slow', async () => {
    const clock = new FakeClock();
    const recorded: number[] = [];
    const limit = { limitMs: () => 100, record: (ms: number) => recorded.push(ms) };
    const policy = timeout({ limit, clock });
    const calls = [new ControlledCall(), new ControlledCall()];
    const outcomes = calls.map((call) => outcomeOf(policy.execute(call.body)));
    clock.sleep(30);
    calls[0]!.succeed('fast');
    await settle();
    await clock.advance(70);
    calls[1]!.succeed('late');
    await settle();
    expect(outcomes.map(({ state }) => state)).toEqual(['resolved', 'rejected']);
    expect(recorded).toEqual([30, 100]);
  });

  it('refuses a least limit above the longest', () => {
    expect(() => latencyPercentile({ minMs: 20, maxMs: 10 })).toThrow('minMs cannot be 20');
  });
});
