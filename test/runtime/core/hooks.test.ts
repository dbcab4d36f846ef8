import { describe, expect, it } from 'vitest';
import {
  bulkhead,
  circuitBreaker,
  compose,
  fallback,
  hedge,
  listen,
  retry,
  timeout,
} from '@resilint/runtime';
import type { HedgeOptions, Policy, TripRule } from '@resilint/runtime';
import { ControlledCall, fail, outcomeOf, succeed } from '../support/calls.js';
import { FakeClock, settle } from '../support/fake-clock.js';

const mistake = new Error('a mistake in the settings');
const explode = (): never => {
  throw mistake;
};

function faultsOf(policy: Policy): unknown[] {
  const faults: unknown[] = [];
  listen(policy, ({ error }) => faults.push(error), 'fault');
  return faults;
}

/** A rule that makes a mistake whenever it is asked. */
const broken: TripRule = { needs: '', record: explode, reset: () => undefined, save: () => [] };

describe('code of the user inside a policy that throws', () => {
  it.each([
    ['a success', succeed, { state: 'resolved', value: 'value' }],
    ['a failure', fail, { state: 'rejected', value: new Error('down') }],
  ])('leaves %s what it is when it is a trip rule', async (_what, body, expected) => {
    const breaker = circuitBreaker({ trip: () => broken });
    const faults = faultsOf(breaker);
    const outcome = outcomeOf(compose(timeout(1_000), breaker).execute(body));
    await settle();
    expect(outcome).toEqual(expected);
    expect(faults).toEqual([mistake]);
  });

  it.each([
    ['the backoff', { backoff: explode }],
    ['the budget', { budget: { deposit: () => undefined, withdraw: explode } }],
  ])('leaves a failure what it is when it is %s of a retry', async (_what, settings) => {
    const policy = retry(settings);
    const faults = faultsOf(policy);
    const reasons: string[] = [];
    listen(policy, ({ why }) => reasons.push(why), 'exhausted');
    const outcome = outcomeOf(compose(timeout(1_000), policy).execute(fail));
    await settle();
    expect(outcome).toEqual({ state: 'rejected', value: new Error('down') });
    expect(faults).toEqual([mistake]);
    expect(reasons).toEqual(['fault']);
  });

  it.each([
    ['a success', succeed, { state: 'resolved', value: 'value' }],
    ['a failure', fail, { state: 'rejected', value: new Error('down') }],
  ])('leaves %s what it is when the budget does not take a deposit', async (_what, body, end) => {
    const policy = retry({ attempts: 1, budget: { deposit: explode, withdraw: () => true } });
    const faults = faultsOf(policy);
    const outcome = outcomeOf(compose(timeout(1_000), policy).execute(body));
    await settle();
    expect(outcome).toEqual(end);
    expect(faults).toEqual([mistake]);
  });

  it('needs no listener for a budget that does not take a deposit', async () => {
    const policy = retry({ budget: { deposit: explode, withdraw: () => true } });
    expect(await policy.execute(() => 7)).toBe(7);
  });

  it('leaves a failure what it is when its headers throw', async () => {
    const error = Object.assign(new Error('down'), { headers: { get: explode } });
    const outcome = outcomeOf(
      compose(timeout(1_000), retry()).execute(() => Promise.reject(error)),
    );
    await settle();
    expect(outcome).toEqual({ state: 'rejected', value: error });
  });

  it('leaves a value what it is when it is a limit that takes note', async () => {
    const clock = new FakeClock();
    const policy = timeout({ limit: { limitMs: () => 10, record: explode }, clock });
    const faults = faultsOf(policy);
    expect(await policy.execute(succeed)).toBe('value');
    const late = outcomeOf(policy.execute(new ControlledCall().body));
    await clock.advance(10);
    expect(late).toMatchObject({ state: 'rejected', value: { code: 'timeout' } });
    expect(faults).toEqual([mistake, mistake]);
  });

  it.each<[string, HedgeOptions, number]>([
    ['the delay', { after: { limitMs: explode } }, 1],
    ['the delay that takes note', { after: { limitMs: () => 50, record: explode } }, 2],
    ['the budget', { after: 50, budget: { deposit: () => undefined, withdraw: explode } }, 1],
  ])('leaves a call its value when it is %s of a hedge', async (_what, settings, started) => {
    const clock = new FakeClock();
    const policy = hedge({ ...settings, clock });
    const faults = faultsOf(policy);
    const permits = bulkhead(2);
    const call = new ControlledCall();
    const outcome = outcomeOf(compose(permits, policy).execute(call.body));
    await clock.advance(50);
    for (let index = 0; index < started; index++) call.succeed('value', index);
    await settle();
    expect(outcome).toEqual({ state: 'resolved', value: 'value' });
    expect([call.started, permits.running]).toEqual([started, 0]);
    expect(faults[0]).toBe(mistake);
  });

  it('rejects the call, and gives back what it holds, when nothing has started', async () => {
    const permits = bulkhead(1);
    const call = new ControlledCall();
    const policy = compose(permits, timeout({ limit: { limitMs: explode } }));
    await expect(policy.execute(call.body)).rejects.toBe(mistake);
    expect([call.started, permits.running]).toEqual([0, 0]);
  });
});

describe('a caller who has given up already', () => {
  it('starts nothing', async () => {
    const call = new ControlledCall();
    const signal = AbortSignal.abort('gone');
    await expect(timeout(1_000).execute(call.body, { signal })).rejects.toBe('gone');
    expect(call.started).toBe(0);
  });
});

describe('every policy', () => {
  it('says of what kind it is, and what it is called', () => {
    const trip = () => broken;
    const policies = [
      circuitBreaker({ name: 'a', trip }),
      timeout({ name: 'b', limit: 1 }),
      retry({ name: 'c' }),
      bulkhead({ name: 'd', limit: 1 }),
      fallback({ name: 'e', handler: () => 1 }),
      hedge({ name: 'f', after: 1 }),
      compose(),
    ];
    expect(policies.map(({ kind, name }) => [kind, name])).toEqual([
      ['breaker', 'a'],
      ['timeout', 'b'],
      ['retry', 'c'],
      ['bulkhead', 'd'],
      ['fallback', 'e'],
      ['hedge', 'f'],
      ['composition', ''],
    ]);
  });
});
