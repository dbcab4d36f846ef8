import { describe, expect, it } from 'vitest';
import { bulkhead, circuitBreaker, compose, consecutive, listen, timeout } from '@resilint/runtime';
import { fail, succeed } from '../support/calls.js';
import { settle } from '../support/fake-clock.js';

describe('listening', () => {
  it('costs nothing while nobody does', () => {
    const policy = bulkhead(1);
    expect(policy).toMatchObject({ emit: undefined });
    const stop = listen(policy, () => undefined);
    expect(policy).not.toMatchObject({ emit: undefined });
    stop();
    stop();
    expect(policy).toMatchObject({ emit: undefined });
  });

  it('hears of all events, or of those of one type, until it stops', async () => {
    const policy = circuitBreaker({ name: 'users', trip: consecutive(1) });
    const all: string[] = [];
    const failures: unknown[] = [];
    const stopAll = listen(policy, (event) => all.push(event.type));
    const stopFailures = listen(policy, (event) => failures.push(event), 'failure');
    await policy.execute(fail).catch(() => undefined);
    expect(all).toEqual(['state', 'failure']);
    expect(failures).toMatchObject([{ type: 'failure', policy: 'users', kind: 'breaker' }]);
    stopFailures();
    policy.close();
    await policy.execute(fail).catch(() => undefined);
    expect(failures).toHaveLength(1);
    stopAll();
  });

  it.each([
    [
      'throws',
      (): never => {
        throw new Error('bug');
      },
    ],
    ['rejects', () => Promise.reject(new Error('bug'))],
  ])('changes no outcome when a listener %s, and reports it', async (_how, listener) => {
    const policy = circuitBreaker({ trip: consecutive(9) });
    const faults: unknown[] = [];
    listen(policy, listener, 'success');
    listen(policy, ({ error }) => faults.push(error), 'fault');
    const after: string[] = [];
    listen(policy, ({ type }) => after.push(type), 'success');
    expect(await policy.execute(succeed)).toBe('value');
    await settle();
    expect(faults).toMatchObject([{ message: 'bug' }]);
    expect(after).toEqual(['success']);
  });

  it('hears of all policies of a composition', async () => {
    const policy = compose(
      timeout(1_000),
      circuitBreaker({ name: 'users', trip: consecutive(1) }),
      bulkhead(1),
    );
    const told: string[] = [];
    const stop = listen(policy, ({ type, kind }) => told.push(`${kind} ${type}`));
    await policy.execute(fail).catch(() => undefined);
    stop();
    policy.policies.forEach((part) => {
      expect(part).toMatchObject({ emit: undefined });
    });
    expect(told).toEqual(['breaker state', 'breaker failure']);
  });

  it('stops once, whoever listens since then', async () => {
    const policy = circuitBreaker({ trip: consecutive(9) });
    const stop = listen(policy, () => undefined);
    stop();
    const heard: string[] = [];
    listen(policy, ({ type }) => heard.push(type));
    stop();
    await policy.execute(succeed);
    expect(heard).toEqual(['success']);
  });

  it('survives a listener for faults that throws', async () => {
    const policy = circuitBreaker({ trip: consecutive(9) });
    listen(policy, () => {
      throw new Error('bug');
    });
    expect(await policy.execute(succeed)).toBe('value');
  });
});
