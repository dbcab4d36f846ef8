import { describe, expect, it } from 'vitest';
import type { Breaker, Pool, Protection, Service } from '../../src/model/assessment.js';
import { practiceNames, type PracticeName } from '../../src/model/metrics.js';
import { breaker, call, maturityOf, pool, retry, service, unprotected, yes } from './given.js';

const basic: Partial<Protection> = {
  timeout: { status: 'bounded' },
  retry: { status: 'yes' },
};
const managed: Partial<Protection> = {
  ...basic,
  breaker: { status: 'yes' },
  bulkhead: { status: 'yes' },
  fallback: { status: 'yes', alternatives: ['cache', 'default'] },
};
const adaptive: Partial<Breaker & Pool> = { adaptive: true };

/** A service with one read whose guards are known, and these practices. */
function level(protection: Partial<Protection>, practices: Partial<Service> = {}) {
  const one = call(1, { effect: 'read', protection: { ...unprotected, ...protection } });
  return maturityOf([one], {
    retries: [retry([one], { jitter: true })],
    breakers: [breaker([one], { ...adaptive, resetMs: 5_000, observed: true })],
    pools: [pool([one], { ...adaptive, queueLimit: 10, acquireMs: 100 })],
    services: [service(practices)],
  });
}

const practicesOf = (names: readonly PracticeName[]): Partial<Service> =>
  Object.fromEntries(names.map((name) => [name, yes]));
const allPractices = practicesOf(practiceNames);
const managedPractices: Partial<Service> = {
  health: yes,
  readiness: yes,
  telemetry: yes,
  slo: yes,
  shutdown: yes,
};

describe('the level', () => {
  it('is 0 where calls can wait without end', () => {
    expect(level({}).level).toBe(0);
  });

  it('is 1 with the foundation: bounded waits, bounded retries, health', () => {
    expect(level(basic, { health: yes }).level).toBe(1);
    expect(level(basic).level).toBe(0);
    expect(level({ retry: { status: 'yes' } }, { health: yes }).level).toBe(0);
  });

  it('is 2 with breakers, bulkheads, fallbacks and what watches them', () => {
    expect(level(managed, managedPractices).level).toBe(2);
    expect(level(managed, { ...managedPractices, slo: { status: 'no' } }).level).toBe(1);
  });

  it('is 3 with adaptive protection and proof', () => {
    const maturity = level(managed, allPractices);
    expect(maturity.level).toBe(3);
    expect(maturity.score).toBe(1);
    expect(maturity.recommendations).toEqual([]);
  });

  it('is not reached over a lower one that is missing', () => {
    const maturity = level(
      { ...managed, timeout: { status: 'none' } },
      { ...managedPractices, health: yes },
    );
    expect(maturity.level).toBe(0);
    expect(maturity.levels.map(({ reached }) => reached)).toEqual([true, false, false, false]);
    expect(maturity.levels[2]?.requirements.every(({ state }) => state === 'holds')).toBe(true);
  });

  it('is not claimed while unknown verdicts decide, and the upper bound says what it may be', () => {
    const unknown = { timeout: { status: 'unknown', reason: '?' } } as const;
    const maturity = level({ ...managed, ...unknown }, managedPractices);
    expect([maturity.level, maturity.levelUpTo]).toEqual([0, 2]);
  });

  it('is not claimed while a practice was not looked for', () => {
    const known = practiceNames.filter((name) => name !== 'prediction');
    const maturity = level(managed, practicesOf(known));
    expect([maturity.level, maturity.levelUpTo]).toEqual([2, 3]);
  });

  it('waives what nothing is subject to, unless that is all it asks', () => {
    const write = call(1, { effect: 'write', idempotent: false, protection: basic });
    const maturity = maturityOf([write], { services: [service({ health: yes })] });
    expect(maturity.levels[1]?.requirements.map(({ state }) => state)).toEqual([
      'holds',
      'waived',
      'waived',
      'holds',
    ]);
    expect(maturity.level).toBe(1);
    const quiet = maturityOf([], { services: [service({ health: yes })] });
    expect(quiet.level).toBe(1);
  });
});

describe('a tier', () => {
  const tierOf = (tier: number, practices: Partial<Service>, protection = basic) => {
    const one = call(1, { protection: { ...unprotected, ...protection } });
    const packages = [{ dir: '.', name: 'orders', tier }];
    return maturityOf([one], { packages, services: [service(practices)] }).packages[0]?.tier;
  };

  it('3 asks for timeouts and health checks', () => {
    expect(tierOf(3, { health: yes })).toMatchObject({ name: 'Supporting', met: true });
    expect(tierOf(3, {})).toMatchObject({ met: false });
    expect(tierOf(3, { health: yes }, {})).toMatchObject({ met: false });
  });

  it('2 asks for breakers and basic bulkheads as well', () => {
    const guarded = {
      ...basic,
      breaker: { status: 'yes' },
      bulkhead: { status: 'library-default' },
    } as const;
    expect(tierOf(2, { health: yes })).toMatchObject({ met: false });
    expect(tierOf(2, { health: yes }, guarded)).toMatchObject({ name: 'Important', met: true });
  });

  it('1 asks for all of it, and says what is missing', () => {
    const missing = tierOf(1, { health: yes })?.requirements.filter(
      ({ state }) => state === 'fails',
    );
    expect(missing?.map(({ criterion }) => criterion)).toContain('breaker-coverage');
  });

  it('that the model does not know asks for nothing', () => {
    expect(tierOf(9, {})).toBeUndefined();
  });
});

describe('a package', () => {
  it('is scored by what lies in its folder and in no deeper package', () => {
    const maturity = maturityOf(
      [
        call(1, { file: 'src/a.ts' }),
        call(2, { file: 'services/a/src/deep/b.ts', protection: basic }),
        call(3, { file: 'services/ab/c.ts' }),
      ],
      {
        packages: [{ dir: '.', name: 'root' }, { dir: 'services/a', name: 'a' }, { dir: 'docs' }],
        services: [service({ name: 'a', dir: 'services/a', health: yes })],
      },
    );
    const timeouts = maturity.packages.map(({ dir, criteria }) => [
      dir,
      criteria.find(({ id }) => id === 'timeouts')?.coverage,
      criteria.find(({ id }) => id === 'health')?.coverage,
    ]);
    expect(timeouts).toEqual([
      ['.', 0, null],
      ['services/a', 1, 1],
    ]);
  });
});
