import { afterEach, describe, expect, it } from 'vitest';
import {
  databaseOutcome,
  errorFieldOutcome,
  grpcOutcome,
  httpOutcome,
  policyFor,
  presets,
  snapshot,
  snapshotOf,
  unregister,
} from '@resilint/runtime';
import type { PolicyOverrides } from '@resilint/runtime';
import { parsePolicyConfig, policyFromConfig } from '@resilint/runtime/config';
import type { PolicyConfig } from '@resilint/runtime/config';
import { ControlledCall, outcomeOf } from '../support/calls.js';
import { FakeClock } from '../support/fake-clock.js';

afterEach(() => {
  for (const { name } of snapshot()) unregister(name);
});

describe('the policy for a dependency', () => {
  it('is made once and registered under its name', () => {
    const policy = policyFor('users', 'database');
    expect(policyFor('users', 'external-api')).toBe(policy);
    expect(snapshot().map(({ name }) => name)).toEqual(['users']);
  });

  it('is the preset with what overrides it', () => {
    const policy = policyFor('users', 'database', {
      timeout: { attemptMs: 800, totalMs: 2_000 },
      retry: false,
      bulkhead: { limit: 7 },
    });
    const kinds = snapshotOf(policy).policies?.map(({ kind, limit, limitMs }) => [
      kind,
      limit ?? limitMs,
    ]);
    expect(kinds).toEqual([
      ['timeout', 2_000],
      ['breaker', undefined],
      ['timeout', 800],
      ['bulkhead', 7],
    ]);
  });

  it.each(Object.keys(presets))('can be made from the preset %s', (name) => {
    const policy = policyFor(name, name as keyof typeof presets);
    const kinds = snapshotOf(policy).policies?.map(({ kind }) => kind);
    expect(kinds).toEqual(['retry', 'breaker', 'timeout', 'bulkhead']);
  });

  it.each<[string, PolicyOverrides, string]>([
    ['a limit', { timeout: { attemptMs: -1 } }, 'limit cannot be -1'],
    ['no number', { bulkhead: { limit: Number('many') } }, 'limit cannot be NaN'],
    ['a section', { timeouts: { attemptMs: 1 } } as PolicyOverrides, 'timeouts is no setting'],
    [
      'a field',
      { breaker: { failureRat: 0.2 } } as PolicyOverrides,
      'breaker.failureRat is no setting, so it cannot be 0.2',
    ],
    [
      'a field of another section',
      { bulkhead: { totalMs: 9 } } as PolicyOverrides,
      'bulkhead.totalMs is no setting, so it cannot be 9',
    ],
    ['no section', { bulkhead: 5 as never }, 'bulkhead cannot be 5'],
    ['nothing', { retry: null as never }, 'retry cannot be null'],
    ['no outcome', { outcome: false as never }, 'outcome cannot be false'],
    [
      'an outcome that is a function',
      { outcome: (() => 'failure') as never },
      'outcome cannot be (',
    ],
    ['an outcome that there is not', { outcome: 'soap' as never }, 'outcome cannot be soap'],
    ['an outcome of every object', { outcome: 'toString' as never }, 'outcome cannot be toString'],
    ['text for a number', { timeout: { totalMs: '5s' as never } }, 'timeout.totalMs cannot be 5s'],
    [
      'nothing for a number',
      { retry: { attempts: null as never } },
      'retry.attempts cannot be null',
    ],
    [
      'false for a number',
      { breaker: { rampMs: false as never } },
      'breaker.rampMs cannot be false',
    ],
    [
      'a word for a flag',
      { breaker: { observeOnly: 'yes' as never } },
      'breaker.observeOnly cannot be yes',
    ],
    ['an unknown jitter', { retry: { jitter: 'some' as never } }, 'jitter cannot be some'],
    ['no number', { bulkhead: { limit: NaN } }, 'limit cannot be NaN'],
  ])('is refused with an override that cannot work: %s', (_what, overrides, message) => {
    expect(() => policyFor('users', 'database', overrides)).toThrow(message);
    expect(snapshot()).toEqual([]);
  });

  it.each(['databse', 'toString'])('is refused for a preset that there is not: %s', (name) => {
    const make = (): unknown => policyFor('users', name as keyof typeof presets);
    expect(make).toThrow(`preset cannot be ${name}`);
  });

  it('takes an override for every field that a configuration may hold', () => {
    const breaker = { maxResetMs: 9_000, probeDeadlineMs: 8_000, rampMs: 7_000, observeOnly: true };
    const overrides: PolicyOverrides = {
      timeout: { attemptMs: 800, totalMs: 2_000 },
      retry: { attempts: 2, baseMs: 1, maxMs: 2, factor: 3, jitter: 'equal', budgetShare: 0.2 },
      breaker: { ...breaker, ...presets.database.breaker },
      bulkhead: { limit: 7, queue: 1, queueMs: 5 },
      outcome: 'grpc',
    };
    const { policies } = snapshotOf(policyFor('users', 'database', overrides));
    expect(policies?.map(({ kind }) => kind)).toEqual([
      'timeout',
      'retry',
      'breaker',
      'timeout',
      'bulkhead',
    ]);
  });

  it('keeps what an override leaves undefined', () => {
    const unset = undefined as unknown as number;
    const overrides = { timeout: { attemptMs: unset }, bulkhead: unset } as PolicyOverrides;
    const { policies } = snapshotOf(policyFor('users', 'database', overrides));
    expect(policies?.slice(2)).toMatchObject([{ limitMs: 5_000 }, { limit: 20 }]);
  });
});

describe('a policy from data', () => {
  it('behaves as the data says', async () => {
    const clock = new FakeClock();
    const config: PolicyConfig = {
      timeout: { attemptMs: 50 },
      retry: { attempts: 2, baseMs: 10, maxMs: 10, jitter: 'none' },
      breaker: { failureRate: 1, windowMs: 1_000, minimumCalls: 2, resetMs: 1_000, rampMs: 100 },
      bulkhead: false,
      outcome: 'any',
    };
    const policy = policyFromConfig('users', JSON.parse(JSON.stringify(config)) as PolicyConfig, {
      clock,
      random: () => 0.5,
    });
    const call = new ControlledCall();
    const outcome = outcomeOf(policy.execute(call.body));
    await clock.advance(110);
    expect(call.started).toBe(2);
    expect(outcome.value).toMatchObject({ code: 'timeout' });
    expect(snapshotOf(policy).policies?.[1]).toMatchObject({ state: 'open', remainingMs: 500 });
  });

  it('can leave everything out', async () => {
    const nothing = { timeout: false, retry: false, breaker: false, bulkhead: false } as const;
    const policy = policyFromConfig('users', { ...nothing, outcome: 'any' });
    expect(await policy.execute(() => 7)).toBe(7);
  });

  it.each<[string, unknown, string]>([
    ['no object', null, 'it must be an object, not null'],
    ['a list', [], 'it must be an object, not []'],
    [
      'a missing section',
      { ...presets.database, retry: undefined },
      'retry must be an object, or false',
    ],
    ['an unknown section', { ...presets.database, hedge: {} }, 'hedge is no setting'],
    [
      'an unknown field',
      { ...presets.database, bulkhead: { limit: 1, size: 2 } },
      'bulkhead.size is no setting',
    ],
    [
      'a missing field',
      { ...presets.database, timeout: {} },
      'timeout.attemptMs must be a number above 0, not undefined',
    ],
    [
      'text for a number',
      { ...presets.database, timeout: { attemptMs: '5s' } },
      'timeout.attemptMs must be a number above 0, not "5s"',
    ],
    [
      'half an attempt',
      { ...presets.database, retry: { attempts: 1.5, baseMs: 1, maxMs: 1 } },
      'retry.attempts must be a whole number above 0, not 1.5',
    ],
    [
      'a share above one',
      { ...presets.database, breaker: { ...presets.database.breaker, failureRate: 2 } },
      'breaker.failureRate must be a share above 0 and up to 1, not 2',
    ],
    [
      'an unknown jitter',
      { ...presets.database, retry: { attempts: 1, baseMs: 1, maxMs: 1, jitter: 'some' } },
      'retry.jitter must be one of none, full, equal, decorrelated, not "some"',
    ],
    [
      'an unknown outcome',
      { ...presets.database, outcome: 'soap' },
      'outcome must be one of any, http, database, grpc, error-field, not "soap"',
    ],
    [
      'an infinite limit',
      { ...presets.database, bulkhead: { limit: Infinity } },
      'bulkhead.limit must be a whole number above 0, not Infinity',
    ],
    [
      'a word for a flag',
      { ...presets.database, breaker: { ...presets.database.breaker, observeOnly: 'yes' } },
      'breaker.observeOnly must be true or false, not "yes"',
    ],
  ])('is refused for %s, by the name of the field and its value', (_what, data, message) => {
    expect(() => parsePolicyConfig(data)).toThrow(message);
  });

  it('is refused for all its mistakes at once', () => {
    const parse = (): unknown =>
      parsePolicyConfig({ ...presets.database, timeout: { attemptMs: 0 }, outcome: 1 });
    expect(parse).toThrow(expect.objectContaining({ problems: expect.any(Array) as unknown }));
    expect(parse).toThrow(/attemptMs.*; outcome/);
  });

  it('may have a queue of nobody', () => {
    const config = { ...presets.database, bulkhead: { limit: 1, queue: 0 } };
    expect(parsePolicyConfig(config)).toBe(config);
  });
});

describe('what errors and values mean', () => {
  it.each([
    [{ status: 404 }, 'ignored'],
    [{ statusCode: 400 }, 'ignored'],
    [{ response: { status: 422 } }, 'ignored'],
    [{ response: { statusCode: 401 } }, 'ignored'],
    [{ $metadata: { httpStatusCode: 403 } }, 'ignored'],
    [{ status: 408 }, 'failure'],
    [{ status: 425 }, 'failure'],
    [{ status: 429 }, 'failure'],
    [{ status: 500 }, 'failure'],
    [new Error('ECONNRESET'), 'failure'],
    [null, 'failure'],
    [undefined, 'failure'],
  ])('to HTTP clients that reject: %o is %s', (error, outcome) => {
    expect(httpOutcome.ofError?.(error)).toBe(outcome);
  });

  it.each([
    [{ status: 200 }, 'success'],
    [{ status: 404 }, 'ignored'],
    [{ status: 503 }, 'failure'],
    [undefined, 'success'],
    ['text', 'success'],
  ])('to HTTP clients that resolve: %o is %s', (value, outcome) => {
    expect(httpOutcome.ofValue?.(value)).toBe(outcome);
  });

  it.each([
    [{ code: '23505' }, 'ignored'],
    [{ code: '42P01' }, 'ignored'],
    [{ code: 'ER_DUP_ENTRY' }, 'ignored'],
    [{ code: 'SQLITE_CONSTRAINT_UNIQUE' }, 'ignored'],
    [{ code: 'P2002' }, 'ignored'],
    [{ code: 11000 }, 'ignored'],
    [{ code: '57P03' }, 'failure'],
    [{ code: '53300' }, 'failure'],
    [{ code: 'ECONNREFUSED' }, 'failure'],
    [{ code: 'P1001' }, 'failure'],
    [{ code: 'P2024' }, 'failure'],
    [new Error('terminated'), 'failure'],
    [undefined, 'failure'],
  ])('to databases: %o is %s', (error, outcome) => {
    expect(databaseOutcome.ofError?.(error)).toBe(outcome);
  });

  it.each([
    [{ code: 5 }, 'ignored'],
    [{ code: 3 }, 'ignored'],
    [{ code: 4 }, 'failure'],
    [{ code: 14 }, 'failure'],
    [{ code: 8 }, 'failure'],
    [null, 'failure'],
  ])('to gRPC: %o is %s', (error, outcome) => {
    expect(grpcOutcome.ofError?.(error)).toBe(outcome);
  });

  it.each([
    [{ data: [], error: null }, 'success'],
    [{ error: { message: 'down' } }, 'failure'],
    [{ error: { message: 'no row' }, status: 406 }, 'ignored'],
    [{ error: { status: 404 } }, 'ignored'],
    [{ error: { message: 'down' }, status: 503 }, 'failure'],
    [undefined, 'success'],
  ])('to clients that resolve with an error: %o is %s', (value, outcome) => {
    expect(errorFieldOutcome.ofValue?.(value)).toBe(outcome);
  });
});
