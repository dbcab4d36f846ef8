import { describe, expect, it } from 'vitest';
import {
  bulkhead,
  compose,
  consecutive,
  exportState,
  isReady,
  linearRamp,
  listen,
  slowCallRate,
  timeWindow,
  withHealthCheck,
} from '@resilint/runtime';
import type { TripRuleFactory } from '@resilint/runtime';
import { ControlledCall, fail, succeed } from '../support/calls.js';
import { FakeClock } from '../support/fake-clock.js';
import { breakerWith, trip } from '../support/tripped-breaker.js';

describe('a circuit breaker and its clock', () => {
  it.each([
    [49, 'closed'],
    [51, 'open'],
  ])('takes calls of %d ms for what they are', async (ms, state) => {
    const { breaker, clock } = breakerWith({ trip: slowCallRate({ slowMs: 50, minimumCalls: 2 }) });
    for (let call = 0; call < 2; call++) {
      await breaker.execute(() => {
        clock.sleep(ms);
      });
    }
    expect(breaker.state).toBe(state);
  });

  it.each([
    ['not at all', 0, consecutive(2)],
    ['once for a rule that needs the time', 1, timeWindow()],
    ['twice for a rule that needs the duration', 2, slowCallRate({ slowMs: 50 })],
  ] as [string, number, TripRuleFactory][])('reads it %s', async (_often, times, rule) => {
    let reads = 0;
    const { breaker } = breakerWith({ trip: rule, clock: { now: () => ++reads } });
    await breaker.execute(succeed);
    expect(reads).toBe(times);
  });

  it('lets a call in only where chance is below the share of the ramp', async () => {
    const { breaker, clock } = breakerWith({ ramp: () => 0.25, random: () => 0.25 });
    breaker.close(clock.now());
    await expect(breaker.execute(succeed)).rejects.toMatchObject({ code: 'breaker-open' });
  });

  it('lets everything in when it is closed with a ramp that it does not have', async () => {
    const { breaker } = breakerWith();
    breaker.close(1);
    expect(await breaker.execute(succeed)).toBe('value');
  });
});

describe('what a circuit breaker tells', () => {
  it('says nothing when it is opened once more', async () => {
    const { breaker } = breakerWith();
    await trip(breaker);
    const heard: unknown[] = [];
    listen(breaker, (event) => heard.push(event), 'state');
    breaker.open();
    expect(heard).toEqual([]);
  });

  it('hands the value and the error to its listeners', async () => {
    const { breaker } = breakerWith();
    const heard: unknown[] = [];
    listen(breaker, (event) => heard.push(event));
    await breaker.execute(succeed);
    await breaker.execute(fail).catch(() => undefined);
    const of = { policy: 'users', kind: 'breaker' };
    expect(heard).toEqual([
      { type: 'success', ...of, end: 'value' },
      { type: 'failure', ...of, end: new Error('down') },
    ]);
  });

  it('takes the refusal of a policy inside neither for a failure nor for a success', async () => {
    const { breaker } = breakerWith();
    const inside = bulkhead(1);
    void inside.execute(new ControlledCall().body);
    const full = compose(breaker, inside);
    const heard: string[] = [];
    listen(breaker, ({ type }) => heard.push(type));
    await breaker.execute(fail).catch(() => undefined);
    await full.execute(succeed).catch(() => undefined);
    await breaker.execute(fail).catch(() => undefined);
    expect(heard).toEqual(['failure', 'ignored', 'state', 'failure']);
  });

  it('hands out the value when its rule throws and nobody listens', async () => {
    const record = (): never => {
      throw new Error('a mistake');
    };
    const rule = { record, reset: () => undefined, save: () => [] };
    const { breaker } = breakerWith({ trip: () => rule });
    expect(await breaker.execute(succeed)).toBe('value');
  });
});

describe('the state of a breaker that is not open', () => {
  it('has no time that remains', () => {
    const { breaker } = breakerWith();
    expect(exportState(breaker)).toEqual({ state: 'closed', remainingMs: 0, trips: 0, rule: [0] });
  });

  it('is ready while half-open as long as a probe may run', async () => {
    const { breaker } = breakerWith({ probeSuccesses: 2 });
    await trip(breaker);
    breaker.tryAgain();
    expect(isReady(breaker)).toBe(true);
    const probe = new ControlledCall();
    const running = breaker.execute(probe.body);
    expect(isReady(breaker)).toBe(false);
    probe.succeed('value');
    await running;
    expect(isReady(breaker)).toBe(true);
  });
});

describe('a health check by default', () => {
  it('asks after five seconds', async () => {
    const { breaker } = breakerWith();
    const clock = new FakeClock();
    let asked = 0;
    const stop = withHealthCheck(breaker, { check: () => ++asked, clock });
    await trip(breaker);
    await clock.advance(4_999);
    expect(asked).toBe(0);
    await clock.advance(1);
    expect(asked).toBe(1);
    stop();
  });

  it('can be stopped before it has asked anything', () => {
    const { breaker } = breakerWith();
    const stop = withHealthCheck(breaker, { check: () => true });
    expect(stop).not.toThrow();
  });

  it('refuses a pause of nothing', () => {
    const { breaker } = breakerWith();
    const check = () => withHealthCheck(breaker, { check: () => true, everyMs: 0 });
    expect(check).toThrow('everyMs cannot be 0');
  });
});

describe('a linear ramp', () => {
  it('refuses to take no time', () => {
    expect(() => linearRamp(0)).toThrow('ms cannot be 0');
  });
});
