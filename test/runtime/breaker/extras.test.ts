import { describe, expect, it } from 'vitest';
import {
  circuitBreaker,
  consecutive,
  exportState,
  linearRamp,
  restoreState,
  timeWindow,
  withHealthCheck,
} from '@resilint/runtime';
import { ControlledCall, fail, outcomeOf, succeed } from '../support/calls.js';
import { FakeClock, settle } from '../support/fake-clock.js';

function breakerOn(clock: FakeClock) {
  return circuitBreaker({ trip: consecutive(2), clock, reset: () => 1_000 });
}

describe('the state of a breaker', () => {
  it('goes on in another process from where it was', async () => {
    const clock = new FakeClock();
    const before = breakerOn(clock);
    await before.execute(fail).catch(() => undefined);
    const after = breakerOn(clock);
    restoreState(after, exportState(before));
    await after.execute(fail).catch(() => undefined);
    expect(after.state).toBe('open');
  });

  it('stays open for what remained', async () => {
    const clock = new FakeClock();
    const before = breakerOn(clock);
    before.open();
    clock.sleep(300);
    const saved = exportState(before);
    expect(saved).toEqual({ state: 'open', remainingMs: 700, trips: 1, rule: [0] });
    const elsewhere = new FakeClock();
    const after = breakerOn(elsewhere);
    restoreState(after, JSON.parse(JSON.stringify(saved)) as typeof saved);
    elsewhere.sleep(699);
    await expect(after.execute(succeed)).rejects.toThrow();
    elsewhere.sleep(1);
    expect(await after.execute(succeed)).toBe('value');
  });

  it.each(['closed', 'isolated'] as const)('survives as %s', (state) => {
    const breaker = breakerOn(new FakeClock());
    breaker.open();
    restoreState(breaker, { state, remainingMs: 0, trips: 0, rule: [0] });
    expect(breaker.state).toBe(state);
  });

  it('begins its probes anew when it was half-open', async () => {
    const breaker = breakerOn(new FakeClock());
    restoreState(breaker, { state: 'half-open', remainingMs: 0, trips: 3, rule: [0] });
    expect(await breaker.execute(succeed)).toBe('value');
    expect(breaker.state).toBe('closed');
  });

  it('takes a window of another shape for an empty one', () => {
    const clock = new FakeClock();
    const breaker = circuitBreaker({ trip: timeWindow(), clock });
    restoreState(breaker, { state: 'closed', remainingMs: 0, trips: 0, rule: [1, 2, 3] });
    const counts = exportState(breaker).rule.slice(2);
    expect(counts).toEqual(new Array(22).fill(0));
  });
});

describe('a linear ramp', () => {
  it('begins with a tenth and ends with everything', () => {
    const ramp = linearRamp(1_000);
    expect([0, 100, 500, 1_000].map((ms) => ramp(ms))).toEqual([0.1, 0.1, 0.5, 1]);
  });
});

describe('a health check', () => {
  function watched(check: (signal: AbortSignal) => unknown) {
    const clock = new FakeClock();
    const breaker = circuitBreaker({ trip: consecutive(1), clock, reset: () => 60_000 });
    const stop = withHealthCheck(breaker, { check, everyMs: 1_000, timeoutMs: 500, clock });
    return { breaker, clock, stop };
  }

  it('lets probes in as soon as the dependency is healthy', async () => {
    const { breaker, clock } = watched(() => 'fine');
    breaker.open();
    await clock.advance(999);
    expect(breaker.state).toBe('open');
    await clock.advance(1);
    expect(breaker.state).toBe('half-open');
  });

  it('asks again, one check at a time, while it fails', async () => {
    const call = new ControlledCall();
    const { breaker, clock } = watched(() => call.body({} as never));
    breaker.open();
    await clock.advance(1_000);
    expect(call.started).toBe(1);
    call.fail(new Error('down'));
    await clock.advance(999);
    expect(call.started).toBe(1);
    await clock.advance(1);
    expect(call.started).toBe(2);
    expect(breaker.state).toBe('open');
  });

  it('does not wait for a check that hangs', async () => {
    const signals: AbortSignal[] = [];
    const { breaker, clock } = watched((signal) => {
      signals.push(signal);
      return new Promise(() => undefined);
    });
    breaker.open();
    await clock.advance(2_500);
    expect(signals.map(({ aborted }) => aborted)).toEqual([true, false]);
    expect(breaker.state).toBe('open');
  });

  it('asks nothing while the breaker is closed, nor after it was stopped', async () => {
    let checks = 0;
    const { breaker, clock, stop } = watched(() => checks++);
    await clock.advance(5_000);
    expect(checks).toBe(0);
    breaker.open();
    breaker.close();
    await clock.advance(5_000);
    expect(checks).toBe(0);
    breaker.open();
    stop();
    await clock.advance(5_000);
    expect(checks).toBe(0);
  });

  it('takes no notice of an answer that comes after the breaker moved on', async () => {
    const call = new ControlledCall();
    const { breaker, clock } = watched(() => call.body({} as never));
    breaker.open();
    await clock.advance(1_000);
    breaker.isolate();
    call.succeed('fine');
    await settle();
    expect(breaker.state).toBe('isolated');
    expect(outcomeOf(Promise.resolve()).state).toBe('pending');
  });
});
