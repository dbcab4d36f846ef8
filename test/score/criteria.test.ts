import { describe, expect, it } from 'vitest';
import type { Breaker, Call, Pool, Protection, Retry } from '../../src/model/assessment.js';
import { breaker, call, criterionOf, maturityOf, pool, retry, statusesOf } from './given.js';

describe('what is scored', () => {
  it('is what servers request and publish, and nothing else', () => {
    const maturity = maturityOf([
      call(1),
      call(2, { role: 'publish' }),
      call(3, { role: 'connect' }),
      call(4, { role: 'telemetry' }),
      call(5, { role: 'close' }),
      call(6, { role: 'subscribe' }),
      call(7, { context: 'script' }),
      call(8, { context: 'browser' }),
    ]);
    expect(criterionOf(maturity, 'timeouts').subjects).toBe(2);
    expect(maturity.apart.map(({ context, calls }) => [context, calls])).toEqual([
      ['script', 1],
      ['browser', 1],
    ]);
  });

  it('is a dependency once, however many calls it gets', () => {
    const guarded = [1, 2, 3, 4].map((number) =>
      call(number, { dependency: 'a', protection: { breaker: { status: 'yes' } } }),
    );
    const { coverage, subjects } = criterionOf(
      maturityOf([...guarded, call(5, { dependency: 'b' })]),
      'breaker-coverage',
    );
    expect([coverage, subjects]).toEqual([0.5, 2]);
  });
});

describe('a timeout', () => {
  it.each<[string, Protection['timeout'], number | null]>([
    ['that the repository sets earns everything', { status: 'bounded' }, 1],
    ['of the client earns less', { status: 'library-default', ms: 119_999 }, 0.7],
    ['of two minutes is a gap', { status: 'library-default', ms: 120_000 }, 0],
    ['that a caller may hand in earns half', { status: 'delegated' }, 0.5],
    ['on some ways earns half', { status: 'partial' }, 0.5],
    ['that is missing earns nothing', { status: 'none' }, 0],
    ['that nobody can tell earns nothing', { status: 'unknown', reason: '?' }, 0],
    [
      'of a call that awaits no answer does not count',
      { status: 'unknown', reason: '?', notApplicable: true },
      null,
    ],
  ])('%s', (_, timeout, coverage) => {
    const maturity = maturityOf([call(1, { protection: { timeout } })]);
    expect(criterionOf(maturity, 'timeouts').coverage).toBe(coverage);
  });

  it('that nobody can tell earns everything in the upper bound', () => {
    const maturity = maturityOf([
      call(1, { protection: { timeout: { status: 'unknown', reason: '?' } } }),
      call(2),
    ]);
    expect(criterionOf(maturity, 'timeouts')).toMatchObject({
      coverage: 0,
      coverageUpTo: 0.5,
      score: 0,
      scoreUpTo: 0.7,
    });
  });
});

describe('a retry', () => {
  const repeated = (facts: Partial<Retry>): string => {
    const one = call(1, { effect: 'read', protection: { retry: { status: 'yes' } } });
    return statusesOf('backoff', maturityOf([one], { retries: [retry([one], facts)] }));
  };

  it('is asked for only where repeating is safe', () => {
    const maturity = maturityOf([
      call(1, { effect: 'write', idempotent: true }),
      call(2, { effect: 'read', idempotent: true }),
      call(3, { effect: 'read', idempotent: false }),
      call(4, { effect: 'write', idempotent: false }),
    ]);
    expect(criterionOf(maturity, 'retries').subjects).toBe(2);
  });

  it.each<[Partial<Retry>, string]>([
    [{ backoff: 'exponential', jitter: true }, 'jittered 1'],
    [{ backoff: 'exponential', jitter: false }, 'spaced 1'],
    [{ backoff: 'constant' }, 'spaced 1'],
    [{ backoff: 'none' }, 'immediate 1'],
    [{ backoff: 'exponential', jitter: true, endless: true }, 'endless 1'],
    [{ backoff: 'unknown' }, 'unknown 1'],
  ])('with %o is %s', (facts, status) => {
    expect(repeated(facts)).toBe(status);
  });

  it('of the client waits as the client does, and a missing one is absent', () => {
    const maturity = maturityOf([
      call(1, { effect: 'read', protection: { retry: { status: 'builtin' } } }),
      call(2, { effect: 'read' }),
    ]);
    expect(statusesOf('backoff', maturity)).toBe('builtin 1, absent 1');
  });
});

describe('a breaker', () => {
  const guarded = (facts: Partial<Breaker>) => {
    const one = call(1, { protection: { breaker: { status: 'yes' } } });
    return maturityOf([one], { breakers: [breaker([one], facts)] });
  };

  it.each<[Partial<Breaker>, string]>([
    [{ adaptive: true }, 'adaptive 1'],
    [{ failureRate: 0.5, windowMs: 10_000, minimumCalls: 10 }, 'windowed 1'],
    [{ failureRate: 0.5, windowMs: 10_000, minimumCalls: 0 }, 'fixed 1'],
    [{ failureRate: 0.5 }, 'fixed 1'],
    [{ consecutiveFailures: 5 }, 'fixed 1'],
    [{}, 'unknown 1'],
  ])('with %o opens: %s', (facts, status) => {
    expect(statusesOf('breaker-threshold', guarded(facts))).toBe(status);
  });

  it.each<[number | undefined, string]>([
    [999, 'hasty 1'],
    [1_000, 'sane 1'],
    [120_000, 'sane 1'],
    [120_001, 'late 1'],
    [undefined, 'unknown 1'],
  ])('that asks again after %o ms is %s', (resetMs, status) => {
    const facts = resetMs === undefined ? {} : { resetMs };
    expect(statusesOf('breaker-probing', guarded(facts))).toBe(status);
  });

  it('counts as observed where its state is', () => {
    expect(statusesOf('breaker-metrics', guarded({ observed: true }))).toBe('observed 1');
    expect(statusesOf('breaker-metrics', guarded({ observed: false }))).toBe('unobserved 1');
    expect(statusesOf('breaker-metrics', guarded({}))).toBe('unknown 1');
  });

  it('that is one of two counts where it is the better one', () => {
    const one = call(1, { protection: { breaker: { status: 'yes' } } });
    const breakers = [breaker([one], { resetMs: 1 }), breaker([one], { resetMs: 5_000 })];
    expect(statusesOf('breaker-probing', maturityOf([one], { breakers }))).toBe('sane 1');
  });

  it('that is missing makes what it would need absent, not merely unknown', () => {
    const maturity = maturityOf([call(1)]);
    for (const id of ['breaker-threshold', 'breaker-fallback', 'breaker-probing']) {
      expect(criterionOf(maturity, id), id).toMatchObject({ coverage: 0, coverageUpTo: 0 });
      expect(statusesOf(id, maturity)).toBe('absent 1');
    }
  });

  it('has the fallback of its call', () => {
    const maturity = maturityOf([
      call(1, { protection: { breaker: { status: 'yes' }, fallback: { status: 'handled' } } }),
      call(2, { protection: { fallback: { status: 'yes' } } }),
    ]);
    expect(statusesOf('breaker-fallback', maturity)).toBe('handled 1, absent 1');
  });
});

describe('a bulkhead', () => {
  const bounded = (bulkhead: Protection['bulkhead'], pools: (one: Call) => Pool[] = () => []) => {
    const one = call(1, { protection: { bulkhead } });
    return maturityOf([one], { pools: pools(one) });
  };

  it('is the repository’s choice only where it chose', () => {
    expect(statusesOf('pool-size', bounded({ status: 'yes' }))).toBe('chosen 1');
    expect(statusesOf('pool-size', bounded({ status: 'partial' }))).toBe('partly 1');
    expect(statusesOf('pool-size', bounded({ status: 'library-default' }))).toBe('default 1');
    expect(statusesOf('pool-size', bounded({ status: 'no' }))).toBe('absent 1');
    expect(statusesOf('pool-size', bounded({ status: 'unknown', reason: '?' }))).toBe('unknown 1');
  });

  it('has a bounded queue and a bounded wait where its pool has', () => {
    const plain = bounded({ status: 'yes' }, (one) => [pool([one])]);
    expect(statusesOf('queue-bound', plain)).toBe('unbounded 1');
    expect(statusesOf('acquire-timeout', plain)).toBe('unbounded 1');
    const limits = { queueLimit: 0, acquireMs: 5 };
    const full = bounded({ status: 'yes' }, (one) => [pool([one], limits)]);
    expect(statusesOf('queue-bound', full)).toBe('bounded 1');
    expect(statusesOf('acquire-timeout', full)).toBe('bounded 1');
  });

  it('is not said to wait without end where its pool could not be read', () => {
    const unknown = ['queueLimit', 'acquireMs'].map((what) => ({ what, reason: '?' }));
    const open = bounded({ status: 'yes' }, (one) => [pool([one], { unknown })]);
    expect(statusesOf('queue-bound', open)).toBe('unknown 1');
    expect(statusesOf('acquire-timeout', open)).toBe('unknown 1');
  });

  it('has a bounded wait where the timeout of the call covers it', () => {
    const one = call(1, {
      protection: {
        bulkhead: { status: 'yes' },
        timeout: { status: 'bounded', covers: ['acquire', 'total'] },
      },
    });
    const maturity = maturityOf([one], { pools: [pool([one])] });
    expect(statusesOf('acquire-timeout', maturity)).toBe('bounded 1');
  });

  it('limits a fan-out', () => {
    const fanOut = { file: 'src/a.ts', line: 1, what: 'Promise.all' };
    const maturity = maturityOf([
      call(1),
      call(2, { fanOut, protection: { bulkhead: { status: 'yes' } } }),
      call(3, { fanOut }),
      call(4, { fanOut, protection: { bulkhead: { status: 'unknown', reason: '?' } } }),
    ]);
    expect(statusesOf('fan-out', maturity)).toBe('single 1, limited 1, unlimited 1, unknown 1');
  });
});

describe('a fallback', () => {
  const alternative = (fallback: Protection['fallback']) =>
    maturityOf([call(1, { protection: { fallback } })]);

  it('is a ladder with more than one rung, and cached where a cache is among them', () => {
    const ladder = alternative({ status: 'yes', alternatives: ['cache', 'default'] });
    expect(statusesOf('fallback-ladder', ladder)).toBe('ladder 1');
    expect(statusesOf('cached-alternative', ladder)).toBe('cached 1');
    const single = alternative({ status: 'yes', alternatives: ['default'] });
    expect(statusesOf('fallback-ladder', single)).toBe('single 1');
    expect(statusesOf('cached-alternative', single)).toBe('other 1');
  });

  it('that is only an honest error has no rungs', () => {
    expect(statusesOf('fallback-ladder', alternative({ status: 'handled' }))).toBe('absent 1');
  });
});

describe('a policy', () => {
  it('adapts where its breaker or its pool does', () => {
    const [one, two, three] = [1, 2, 3].map((number) =>
      call(number, {
        protection: { breaker: { status: 'yes' }, bulkhead: { status: 'yes' } },
      }),
    );
    const maturity = maturityOf([one!, two!, three!], {
      breakers: [breaker([one!], { adaptive: true }), breaker([two!, three!])],
      pools: [pool([one!, two!])],
    });
    expect(statusesOf('adaptive-policies', maturity)).toBe('adaptive 1, static 1, uncollected 1');
  });
});
