import { describe, expect, it } from 'vitest';
import type { Protection } from '../../src/model/assessment.js';
import { timelineOf } from '../../src/score/timeline.js';
import { breaker, call, idOf, maturityOf, model, service, yes } from './given.js';

const recommended = (maturity: ReturnType<typeof maturityOf>, id: string) =>
  maturity.recommendations.find(({ criterion }) => criterion === id);

describe('a recommendation', () => {
  it('names the sites, the gain, and what the model says of its cost', () => {
    const maturity = maturityOf([
      call(1, { protection: { timeout: { status: 'bounded' } } }),
      call(2),
      call(3, { protection: { timeout: { status: 'delegated' } } }),
    ]);
    expect(recommended(maturity, 'timeouts')).toEqual({
      criterion: 'timeouts',
      area: 'foundation',
      priority: 'high',
      pattern: 'Timeout',
      action: 'Bound how long each call may wait for its answer',
      effort: 'low',
      impact: 'high',
      days: [2, 3],
      timeline: '2–3 days',
      rule: 'missing-timeout',
      codemod: 'add-timeout',
      // Timeouts, retries, backoff and health stand between here and level 1.
      gain: { score: 0, unblocks: { level: 1, blockers: 4 } },
      value: 0.025, // 0.25 / 4 in 2.5 days
      sites: [
        { subject: 'call', id: idOf(2), status: 'none' },
        { subject: 'call', id: idOf(3), status: 'delegated' },
      ],
    });
  });

  it('promises what the score gains when every site is mended', () => {
    const before = maturityOf([call(1, { dependency: 'a' }), call(2, { dependency: 'b' })]);
    const fallback: Protection['fallback'] = { status: 'yes', alternatives: ['default'] };
    const after = maturityOf(
      [1, 2].map((number) =>
        call(number, { dependency: String(number), protection: { fallback } }),
      ),
    );
    const promised = recommended(before, 'fallback-coverage')?.gain.score ?? 0;
    expect(promised).toBeGreaterThan(0);
    expect((after.score ?? 0) - (before.score ?? 0)).toBeCloseTo(promised, 4);
  });

  it('is not given for what only another one can bring about', () => {
    const bare = maturityOf([call(1)]);
    expect(recommended(bare, 'breaker-coverage')).toBeDefined();
    expect(recommended(bare, 'breaker-probing')).toBeUndefined();
    const guarded = call(1, { protection: { breaker: { status: 'yes' } } });
    const hasty = maturityOf([guarded], { breakers: [breaker([guarded], { resetMs: 1 })] });
    expect(recommended(hasty, 'breaker-probing')?.sites).toEqual([
      { subject: 'call', id: idOf(1), status: 'hasty' },
    ]);
  });

  it('is not given for what was not collected, nor for what is good enough', () => {
    const maturity = maturityOf([call(1, { protection: { breaker: { status: 'yes' } } })]);
    expect(recommended(maturity, 'breaker-metrics')).toBeUndefined();
    expect(recommended(maturity, 'breaker-coverage')).toBeUndefined();
    expect(recommended(maturity, 'health')).toBeUndefined();
  });

  it('names services where a practice is missing', () => {
    const services = [service({ health: yes }), service({ name: 'b', dir: 'b' })];
    expect(recommended(maturityOf([call(1)], { services }), 'tracing')?.sites).toEqual([
      { subject: 'service', id: '.', status: 'no' },
      { subject: 'service', id: 'b', status: 'no' },
    ]);
  });
});

describe('the priority', () => {
  it('is high for breakers below one half, medium for bulkheads below three tenths', () => {
    const { recommendations } = maturityOf([
      call(1),
      call(2, { fanOut: { file: 'a.ts', line: 1, what: 'Promise.all' } }),
    ]);
    const priorities = recommendations.map(({ criterion, priority }) => [criterion, priority]);
    expect(priorities).toContainEqual(['breaker-coverage', 'high']);
    expect(priorities).toContainEqual(['bulkhead-coverage', 'medium']);
  });

  it('is one step higher for what stands before the next level', () => {
    const one = call(1, {
      effect: 'write',
      idempotent: false,
      protection: { timeout: { status: 'bounded' } },
    });
    const maturity = maturityOf([one], { services: [service({ health: yes })] });
    expect(maturity.level).toBe(1);
    expect(recommended(maturity, 'bulkhead-coverage')?.priority).toBe('high');
    expect(recommended(maturity, 'breaker-coverage')?.gain.unblocks?.level).toBe(2);
  });
});

describe('the order of recommendations', () => {
  it('is that of gain per day, the level included', () => {
    const services = [service()];
    const { recommendations } = maturityOf([call(1, { effect: 'read' })], { services });
    const values = recommendations.map(({ value }) => value);
    expect(values).toEqual([...values].sort((left, right) => right - left));
    expect(recommendations[0]?.gain.unblocks?.level).toBe(1);
    for (const { gain, days, value } of recommendations) {
      const level = gain.unblocks === undefined ? 0 : model.levelWorth / gain.unblocks.blockers;
      expect(value).toBeCloseTo((gain.score + level) / ((days[0] + days[1]) / 2), 4);
    }
  });
});

describe('the timeline', () => {
  it.each<[[number, number], string]>([
    [[2, 3], '2–3 days'],
    [[10, 15], '2–3 weeks'],
    [[5, 10], '1–2 weeks'],
    [[3, 5], '3–5 days'],
    [[5, 5], '1 week'],
    [[10, 10], '2 weeks'],
    [[1, 1], '1 day'],
  ])('of %o working days is %s', (days, timeline) => {
    expect(timelineOf(days)).toBe(timeline);
  });
});
