import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { afterEach, describe, expect, it, vi } from 'vitest';
import {
  bulkhead,
  channelName,
  circuitBreaker,
  compose,
  consecutive,
  deadlineHeader,
  deadlineHeaders,
  deadlines,
  presets,
  publishDiagnostics,
  register,
  timeout,
  unregister,
  withDeadlineOf,
} from '@resilint/runtime/node';
import { policyFromConfig } from '@resilint/runtime/config';
import { ControlledCall, fail, outcomeOf, succeed } from '../support/calls.js';

afterEach(() => {
  unregister('users');
});

describe('deadlines', () => {
  it('follow the work through what it awaits', async () => {
    expect(deadlines.remainingMs()).toBeUndefined();
    await deadlines.within(5_000, async () => {
      await Promise.resolve();
      expect(deadlines.remainingMs()).toBeGreaterThan(4_000);
      expect(deadlines.remainingMs()).toBeLessThanOrEqual(5_000);
    });
    expect(deadlines.remainingMs()).toBeUndefined();
  });

  it('only get earlier inside each other', () => {
    deadlines.within(1_000, () => {
      deadlines.within(60_000, () => {
        expect(deadlines.remainingMs()).toBeLessThanOrEqual(1_000);
      });
      deadlines.within(10, () => {
        expect(deadlines.remainingMs()).toBeLessThanOrEqual(10);
      });
    });
  });

  it('are passed on by a timeout, and bound the timeouts of work inside', async () => {
    const outer = timeout({ limit: 40, deadlines });
    const inner = timeout({ name: 'inner', limit: 60_000, deadlines });
    const call = new ControlledCall();
    await expect(outer.execute(() => inner.execute(call.body))).rejects.toMatchObject({
      code: 'timeout',
    });
    // Two timers for one moment: either may be the first.
    await vi.waitFor(() => {
      expect(call.contexts[0]!.signal.aborted).toBe(true);
    });
  });

  it('travel in a header as what remains', () => {
    expect(deadlineHeaders()).toEqual({});
    const headers = deadlines.within(5_000, deadlineHeaders);
    expect(Number(headers[deadlineHeader])).toBeGreaterThan(4_000);
    const remaining = withDeadlineOf(headers, () => deadlines.remainingMs());
    expect(remaining).toBeLessThanOrEqual(5_000);
  });

  it.each([
    [{}],
    [{ 'x-deadline-ms': 'soon' }],
    [{ 'x-deadline-ms': ['1', '2'] }],
    [{ 'x-deadline-ms': '-5' }],
  ])('are absent from the headers %o', (headers) => {
    expect(withDeadlineOf(headers, () => deadlines.remainingMs())).toBeUndefined();
  });

  it('let nothing start when they have passed', async () => {
    const policy = timeout({ limit: 1_000, deadlines });
    const rejected = withDeadlineOf({ 'x-deadline-ms': '0' }, () => policy.execute(succeed));
    await expect(rejected).rejects.toMatchObject({ code: 'deadline-exceeded' });
  });
});

describe('diagnostics channels', () => {
  it('carry the events of registered policies, under the name that was registered', async () => {
    const published: unknown[] = [];
    const onMessage = (message: unknown): void => {
      published.push(message);
    };
    subscribe(channelName('failure'), onMessage);
    const stop = publishDiagnostics();
    const policy = register(policyFromConfig('users', { ...presets.database, retry: false }));
    await policy.execute(fail).catch(() => undefined);
    await policy.execute(succeed);
    stop();
    await policy.execute(fail).catch(() => undefined);
    unsubscribe(channelName('failure'), onMessage);
    expect(published).toMatchObject([{ type: 'failure', policy: 'users', kind: 'breaker' }]);
  });

  it('keep the name of a part that has one', async () => {
    const published: unknown[] = [];
    const onMessage = (message: unknown): void => {
      published.push(message);
    };
    subscribe('resilint:success', onMessage);
    const stop = publishDiagnostics();
    await register(circuitBreaker({ name: 'users', trip: consecutive(1) })).execute(succeed);
    stop();
    unsubscribe('resilint:success', onMessage);
    expect(published).toMatchObject([{ policy: 'users' }]);
  });
});

describe('the process', () => {
  it('is not kept alive by anything that waits', () => {
    const timers = (): number =>
      process.getActiveResourcesInfo().filter((resource) => resource === 'Timeout').length;
    // The test runner has timers of its own.
    const before = timers();
    const permits = bulkhead({ limit: 1, queue: 1, queueMs: 60_000 });
    const policy = compose(timeout(60_000), permits);
    outcomeOf(policy.execute(new ControlledCall().body));
    outcomeOf(policy.execute(succeed));
    const during = timers();
    policy.dispose();
    expect(during).toBe(before);
  });
});
