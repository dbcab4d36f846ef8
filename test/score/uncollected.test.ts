import { describe, expect, it } from 'vitest';
import { breaker, call, criterionOf, maturityOf, pool, service, statusesOf, yes } from './given.js';

describe('facts that nobody has collected', () => {
  const guarded = call(1, {
    protection: {
      breaker: { status: 'yes' },
      bulkhead: { status: 'yes' },
      fallback: { status: 'yes' },
    },
  });

  it.each([
    'breaker-threshold',
    'breaker-probing',
    'breaker-metrics',
    'queue-bound',
    'fallback-ladder',
  ])('make %s not apply, with that reason', (id) => {
    expect(criterionOf(maturityOf([guarded, call(2)]), id)).toMatchObject({
      coverage: null,
      score: null,
      share: 0,
      notApplicable: { because: 'not-collected', reason: 'no facts about it were collected' },
    });
  });

  it('of pools are not made up for by one call whose timeout covers the wait', () => {
    const covered = call(2, {
      protection: {
        bulkhead: { status: 'yes' },
        timeout: { status: 'bounded', ms: 500, covers: ['acquire', 'total'] },
      },
    });
    const uncollected = maturityOf([guarded, covered]);
    expect(criterionOf(uncollected, 'acquire-timeout').notApplicable?.because).toBe(
      'not-collected',
    );
    const collected = maturityOf([guarded, covered], { pools: [pool([guarded])] });
    expect(statusesOf('acquire-timeout', collected)).toContain('bounded 1');
  });

  it('of some guards only leave room below the upper bound', () => {
    const other = call(2, { dependency: 'b', protection: { breaker: { status: 'yes' } } });
    const maturity = maturityOf([guarded, other], {
      breakers: [breaker([guarded], { resetMs: 5_000 })],
    });
    expect(criterionOf(maturity, 'breaker-probing')).toMatchObject({
      coverage: 0.5,
      coverageUpTo: 1,
    });
  });

  it('of services make practices not apply, and known services without a call are still asked', () => {
    expect(criterionOf(maturityOf([call(1)]), 'health').notApplicable?.because).toBe(
      'not-collected',
    );
    const maturity = maturityOf([], { services: [service({ health: yes })] });
    expect(criterionOf(maturity, 'health').coverage).toBe(1);
    expect(criterionOf(maturity, 'timeouts').notApplicable).toEqual({
      because: 'no-subject',
      reason: 'no call of a server is subject to it',
    });
  });
});
