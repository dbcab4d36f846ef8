import { describe, expect, it } from 'vitest';
import {
  allOf,
  anyOf,
  consecutive,
  countWindow,
  cusum,
  slowCallRate,
  timeWindow,
} from '@resilint/runtime';
import type { TripRule, TripRuleFactory } from '@resilint/runtime';
import { betaBinomial, errorBaseline, ewma, spc } from '@resilint/runtime/trip-rules';
import { betaCdf } from '../../../src/runtime/src/breaker/rules/beta-binomial.js';

/** Feeds outcomes (F fails) and returns after how many it trips; 0 if it does not. */
function tripsAfter(rule: TripRule, outcomes: string, now = 0): number {
  return Array.from(outcomes).findIndex((outcome) => rule.record(outcome === 'F', now, 0)) + 1;
}

const good = 'S'.repeat(100);
const bad = 'F'.repeat(100);

const rules: readonly (readonly [name: string, make: TripRuleFactory])[] = [
  ['consecutive', consecutive(5)],
  ['countWindow', countWindow()],
  ['timeWindow', timeWindow()],
  ['errorBaseline', errorBaseline()],
  ['ewma over calls', ewma()],
  ['ewma over time', ewma({ decayMs: 10_000 })],
  ['spc', spc()],
  ['betaBinomial', betaBinomial()],
  ['cusum', cusum()],
  ['anyOf', anyOf(consecutive(5), timeWindow())],
  ['allOf', allOf(consecutive(5), timeWindow())],
];

describe.each(rules)('the trip rule %s', (_name, make) => {
  it('does not trip while everything succeeds', () => {
    expect(tripsAfter(make(), good)).toBe(0);
  });

  it('trips when everything fails', () => {
    expect(tripsAfter(make(), bad)).toBeGreaterThan(1);
  });

  it('trips no sooner because of an outage that was over', () => {
    const rule = make();
    tripsAfter(rule, bad);
    rule.reset();
    expect(tripsAfter(rule, bad)).toBe(tripsAfter(make(), bad));
  });

  it('shares nothing with another instance', () => {
    const [first, second] = [make(), make()];
    tripsAfter(first, bad);
    expect(tripsAfter(second, bad)).toBe(tripsAfter(make(), bad));
  });

  it('goes on elsewhere from what it saved, at another time', () => {
    const [here, there] = [make(), make()];
    for (const outcome of `${good}FFF`) here.record(outcome === 'F', 500, 0);
    const saved = JSON.parse(JSON.stringify(here.save(700))) as number[];
    there.reset(saved, 90_700);
    const rest = (rule: TripRule, now: number): number => tripsAfter(rule, bad, now);
    expect(rest(there, 90_700)).toBe(rest(here, 700));
  });
});

describe('consecutive failures', () => {
  it('trip exactly at the limit', () => {
    expect(tripsAfter(consecutive(3)(), 'FFSFFSFFF')).toBe(9);
  });
});

describe('a count window', () => {
  it('trips at its rate once enough calls were seen', () => {
    const make = countWindow({ calls: 10, failureRate: 0.5, minimumCalls: 4 });
    expect(tripsAfter(make(), 'FFF')).toBe(0);
    expect(tripsAfter(make(), 'FFFF')).toBe(4);
    expect(tripsAfter(make(), 'SFSFSF')).toBe(4);
  });

  it('forgets calls that are further back', () => {
    const make = countWindow({ calls: 4, failureRate: 0.75, minimumCalls: 4 });
    expect(tripsAfter(make(), 'FFSSSSFFF')).toBe(9);
  });

  it('trips only at a failure', () => {
    const make = countWindow({ calls: 10, failureRate: 0.5, minimumCalls: 4 });
    expect(tripsAfter(make(), 'FFSS')).toBe(0);
  });
});

describe('a time window', () => {
  const make = timeWindow({ windowMs: 1_000, failureRate: 0.5, minimumCalls: 4, buckets: 10 });

  it('trips at its rate once enough calls were seen', () => {
    expect(tripsAfter(make(), 'FFF')).toBe(0);
    expect(tripsAfter(make(), 'SSFF')).toBe(4);
    expect(tripsAfter(make(), 'SSSFF')).toBe(0);
  });

  it('forgets what is older than the window, a bucket at a time', () => {
    const rule = make();
    rule.record(true, 0, 0);
    rule.record(true, 150, 0);
    rule.record(true, 999, 0);
    // The first bucket has gone, the second has not.
    expect(rule.record(true, 1_000, 0)).toBe(false);
    expect(rule.record(true, 1_099, 0)).toBe(true);
  });

  it('forgets everything when nothing happened for longer than the window', () => {
    const rule = make();
    for (let call = 0; call < 3; call++) rule.record(true, 500, 0);
    expect(rule.record(true, 3_600_000, 0)).toBe(false);
  });

  it('counts on when time stands still or comes from an older clock', () => {
    const rule = make();
    rule.record(true, 5_000, 0);
    expect(tripsAfter(rule, 'FFF', 4_000)).toBe(3);
  });

  it('forgets nothing sooner because an older clock was read in between', () => {
    const rule = timeWindow({ windowMs: 500, buckets: 5, minimumCalls: 4 })();
    for (const now of [1_000, 1_000, 500]) expect(rule.record(true, now, 0)).toBe(false);
    expect(rule.record(true, 1_000, 0)).toBe(true);
  });
});

describe('a slow-call rate', () => {
  it('counts slow calls, however they end', () => {
    const rule = slowCallRate({ slowMs: 100, slowRate: 0.5, minimumCalls: 4 })();
    expect(rule.needs).toBe('duration');
    expect(rule.record(false, 0, 101)).toBe(false);
    expect(rule.record(true, 0, 100)).toBe(false);
    expect(rule.record(false, 0, 10)).toBe(false);
    expect(rule.record(false, 0, 500)).toBe(true);
  });
});

describe('an error baseline', () => {
  it('gets used to a dependency that always fails a little, and notices when it gets worse', () => {
    const usual = 'FSSSSSSSSS'.repeat(100);
    const learned = errorBaseline({ leastRate: 0.001 })();
    for (const outcome of good.repeat(2)) learned.record(outcome === 'F', 0, 0);
    const habituated = errorBaseline({ leastRate: 0.1 })();
    expect(tripsAfter(habituated, usual)).toBe(0);
    expect(tripsAfter(habituated, 'FS'.repeat(50))).toBeGreaterThan(0);
    expect(tripsAfter(learned, 'FSSS'.repeat(20))).toBeGreaterThan(0);
  });

  it('does not take an outage for usual', () => {
    const rule = errorBaseline()();
    for (const outcome of good) rule.record(outcome === 'F', 0, 0);
    tripsAfter(rule, bad);
    rule.reset();
    expect(tripsAfter(rule, bad)).toBeLessThan(10);
  });
});

describe('a moving average', () => {
  it('trips at its rate, corrected for having just begun', () => {
    const make = ewma({ calls: 19, failureRate: 0.5, minimumCalls: 5 });
    // The weight of 6 calls is 4.7, that of 7 is 5.2.
    expect(tripsAfter(make(), 'FFFFFFF')).toBe(7);
    expect(tripsAfter(make(), 'SSSSSSFFF')).toBe(0);
    expect(tripsAfter(make(), 'SSSSSSFFFF')).toBe(10);
  });

  it('over time forgets by the clock and not by calls', () => {
    const make = ewma({ decayMs: 1_000, failureRate: 0.5, minimumCalls: 2 });
    const rule = make();
    for (let call = 0; call < 10; call++) rule.record(false, 0, 0);
    expect(rule.record(true, 100, 0)).toBe(false);
    expect(rule.record(true, 10_000, 0)).toBe(false);
    expect(rule.record(true, 10_001, 0)).toBe(false);
    expect(rule.record(true, 10_002, 0)).toBe(true);
  });

  it('refuses to wait for more calls than it can remember', () => {
    expect(() => ewma({ calls: 10, minimumCalls: 6 })).toThrow('minimumCalls cannot be 6');
  });
});

describe('statistical process control', () => {
  it('has a limit from the binomial distribution', () => {
    // P(at least 7 of 50 at 1 %) = 3.7e-7 < 50 / 10^6 / … ; 6 of 50: 1.2e-5; 5 of 50: 1.5e-4.
    const make = spc({ calls: 50, callsBetweenFalseTrips: 1_000_000, leastRate: 0.01 });
    expect(tripsAfter(make(), 'FFFFFFF')).toBe(6);
  });

  it('begins each sample anew', () => {
    const make = spc({ calls: 10, callsBetweenFalseTrips: 10_000, leastRate: 0.01 });
    expect(tripsAfter(make(), 'FFF')).toBe(3);
    expect(tripsAfter(make(), `FF${'S'.repeat(8)}FF`)).toBe(0);
  });

  it('gets used to a dependency that fails a little more', () => {
    const rule = spc({ calls: 50, baselineCalls: 200 })();
    for (let sample = 0; sample < 40; sample++) tripsAfter(rule, `FFF${'S'.repeat(47)}`);
    expect(tripsAfter(rule, bad)).toBeGreaterThan(tripsAfter(spc()(), bad));
  });
});

describe('a Beta-Binomial rule', () => {
  it('computes the distribution of a rate', () => {
    // Values of the regularised incomplete beta function, from its closed forms.
    expect(betaCdf(0.3, 1, 1)).toBeCloseTo(0.3, 9);
    expect(betaCdf(0.2, 2, 3)).toBeCloseTo(0.1808, 9);
    expect(betaCdf(0.9, 5, 2)).toBeCloseTo(0.885735, 9);
    expect(betaCdf(0.5, 0.5, 0.5)).toBeCloseTo(0.5, 9);
    expect(betaCdf(0.05, 0.5, 10.5)).toBeCloseTo(1 - betaCdf(0.95, 10.5, 0.5), 9);
  });

  it('trips when it is sure enough', () => {
    const careful = betaBinomial({ failureRate: 0.2, confidence: 0.9999 });
    const hasty = betaBinomial({ failureRate: 0.2, confidence: 0.9 });
    expect(tripsAfter(careful(), bad)).toBeGreaterThan(tripsAfter(hasty(), bad));
  });
});

describe('a cumulative sum', () => {
  it('trips when the evidence exceeds the logarithm of the wanted run', () => {
    // ln 20 per failure, ln 10^6 in all.
    expect(tripsAfter(cusum()(), bad)).toBe(5);
    expect(tripsAfter(cusum({ callsBetweenFalseTrips: 1_000 })(), bad)).toBe(3);
  });

  it('never owes anything for a long good time', () => {
    const rule = cusum()();
    for (const outcome of good.repeat(10)) rule.record(outcome === 'F', 0, 0);
    expect(tripsAfter(rule, bad)).toBe(5);
  });

  it('refuses to detect what it expects', () => {
    expect(() => cusum({ expectedRate: 0.2, detectRate: 0.2 })).toThrow('expectedRate cannot be');
  });
});

describe('combined rules', () => {
  it('trip at the first, or only when all agree', () => {
    const both = [consecutive(3), countWindow({ calls: 20, minimumCalls: 5 })] as const;
    expect(tripsAfter(anyOf(...both)(), 'FFFFFF')).toBe(3);
    expect(tripsAfter(allOf(...both)(), 'FFFFFF')).toBe(5);
  });

  it('read the clock as often as the most curious of them', () => {
    expect(anyOf(consecutive(1), countWindow())().needs).toBe('');
    expect(anyOf(consecutive(1), timeWindow())().needs).toBe('time');
    expect(anyOf(timeWindow(), slowCallRate({ slowMs: 1 }))().needs).toBe('duration');
  });

  it('take a call for bad when any of them does', () => {
    const rule = anyOf(consecutive(9), slowCallRate({ slowMs: 100 }))();
    expect(rule.isBad?.(false, 101)).toBe(true);
    expect(rule.isBad?.(true, 1)).toBe(true);
    expect(rule.isBad?.(false, 1)).toBe(false);
  });

  it('refuse to be none', () => {
    expect(() => anyOf()).toThrow('rules cannot be none');
  });
});

describe('the settings of rules', () => {
  it.each([
    ['a rate above one', () => timeWindow({ failureRate: 1.1 }), 'failureRate cannot be 1.1'],
    ['a share above one', () => countWindow({ failureRate: 2 }), 'failureRate cannot be 2'],
    ['no window', () => timeWindow({ windowMs: 0 }), 'windowMs cannot be 0'],
    ['no failures', () => consecutive(0), 'failures cannot be 0'],
    ['more minimum than window', () => countWindow({ calls: 5 }), 'minimumCalls cannot be 20'],
    ['no slowness', () => slowCallRate({ slowMs: 0 }), 'slowMs cannot be 0'],
    ['certainty', () => betaBinomial({ confidence: 1 }), 'confidence cannot be 1'],
    ['a baseline above one', () => errorBaseline({ leastRate: 2 }), 'leastRate cannot be 2'],
  ])('refuse %s', (_what, make, message) => {
    expect(make).toThrow(message);
  });
});
