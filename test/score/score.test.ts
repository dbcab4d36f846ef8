import { describe, expect, it } from 'vitest';
import { maturitySchema } from '../../src/model/maturity.js';
import type { Finding, Protection, Suppression } from '../../src/model/assessment.js';
import { score } from '../../src/score/score.js';
import {
  areaOf,
  assessmentOf,
  call,
  criterionOf,
  maturityOf,
  model,
  service,
  yes,
} from './given.js';

const everything: Protection = {
  timeout: { status: 'bounded', ms: 500 },
  retry: { status: 'yes' },
  breaker: { status: 'yes' },
  bulkhead: { status: 'yes' },
  fallback: { status: 'yes' },
};

describe('the score', () => {
  it('is the sum by weight of areas, each the sum by weight of its criteria', () => {
    // 1 of 2 dependencies has a breaker: good, 0.7; its four companions have nothing.
    const maturity = maturityOf(
      [
        call(1, { dependency: 'a', protection: { breaker: { status: 'yes' } } }),
        call(2, { dependency: 'b', protection: { bulkhead: { status: 'library-default' } } }),
      ],
      { services: [service({ shutdown: yes, slo: yes })] },
    );
    // The facts of the breaker and of the pool were not collected: their criteria do not apply.
    expect(areaOf(maturity, 'breakers').score).toBe(0.5091); // (0.4 × 0.7 + 0.15 × 0) / 0.55
    expect(areaOf(maturity, 'bulkheads').score).toBe(0.4429); // 0.35 earns 0.4: (0.4 × 0.4 + 0.15 × 1) / 0.7
    expect(areaOf(maturity, 'degradation').score).toBe(0); // flags: no
    expect(areaOf(maturity, 'monitoring').score).toBe(0.3529); // 0.3 of the 0.85 that were looked for
    expect(maturity.score).toBe(0.334);
    const by = [0.3 * 0.5091, 0.25 * 0.4429, 0.25 * 0, 0.2 * 0.3529];
    expect(maturity.score).toBeCloseTo(
      by.reduce((sum, part) => sum + part),
      4,
    );
  });

  it('is 1 only where nothing is left to do', () => {
    const maturity = maturityOf([call(1, { protection: everything })]);
    expect(maturity.score).toBe(1);
    expect(maturity.level).toBe(0);
    expect(maturity.levels[1]?.requirements).toContainEqual({
      criterion: 'health',
      needs: 0.5,
      coverage: null,
      state: 'open',
    });
  });

  it('is none where there is nothing to score', () => {
    const maturity = maturityOf([call(1, { context: 'script' })]);
    expect(maturity).toMatchObject({
      score: null,
      scoreUpTo: null,
      level: null,
      levelUpTo: null,
      recommendations: [],
      packages: [],
    });
    expect(maturitySchema.parse(maturity)).toEqual(maturity);
  });

  it('shares out the weight of an area that does not apply, and says so', () => {
    const maturity = maturityOf([call(1)]);
    expect(maturity.areas.map(({ id, weight, share }) => [id, weight, share])).toEqual([
      ['foundation', 0, 0],
      ['breakers', 0.3, 0.375],
      ['bulkheads', 0.25, 0.3125],
      ['degradation', 0.25, 0.3125],
      ['monitoring', 0.2, 0],
      ['advanced', 0, 0],
    ]);
    expect(areaOf(maturity, 'monitoring').score).toBeNull();
  });

  it.each([
    [0.8, 1],
    [0.79, 0.7],
    [0.5, 0.7],
    [0.49, 0.4],
    [0.2, 0.4],
    [0.19, 0],
  ])('of a criterion with a coverage of %f is %f', (coverage, expected) => {
    const calls = Array.from({ length: 100 }, (_, index) =>
      call(index, {
        dependency: `d${String(index)}`,
        protection: { fallback: { status: index < coverage * 100 ? 'yes' : 'no' } },
      }),
    );
    const criterion = criterionOf(maturityOf(calls), 'fallback-coverage');
    expect([criterion.coverage, criterion.score]).toEqual([coverage, expected]);
  });

  it('does not ask findings: a suppressed one neither raises nor lowers it', () => {
    const assessment = assessmentOf([call(1), call(2, { protection: everything })]);
    const finding = (suppression: Suppression): Finding => ({
      id: '00000000000000f1',
      contentId: '00000000000000f2',
      file: 'src/1.ts',
      line: 12,
      column: 12,
      endLine: 14,
      endColumn: 7,
      rule: 'missing-timeout',
      severity: 'error',
      stability: 'stable',
      message: 'no bound',
      subject: 'call',
      subjectId: '0000000000000001',
      evidence: [],
      suppression,
    });
    const active = [finding({ state: 'active' })];
    const silent = [finding({ state: 'suppressed', by: 'baseline', reason: 'later' })];
    const bare = score(assessment, model);
    expect(score({ ...assessment, findings: active }, model)).toEqual(bare);
    expect(score({ ...assessment, findings: silent }, model)).toEqual(bare);
  });

  it('fits the schema, whatever is in it', () => {
    const maturity = maturityOf([call(1), call(2, { protection: everything })], {
      services: [service({ health: yes })],
      packages: [{ name: 'a', dir: '.', tier: 1 }],
      declared: { indicators: { mttrMinutes: 30 } },
      files: [
        {
          file: 'src/1.ts',
          sha256: 'a'.repeat(64),
          context: 'server',
          contextReason: 'x',
          owners: ['@a'],
        },
      ],
    });
    expect(maturitySchema.parse(maturity)).toEqual(maturity);
  });
});

describe('what the configuration declares', () => {
  it('is shown with the level it fits, and moves neither score nor level', () => {
    const calls = [call(1)];
    const silent = maturityOf(calls);
    const fits = (mttrMinutes: number): number | undefined => {
      const maturity = maturityOf(calls, { declared: { indicators: { mttrMinutes } } });
      expect({ ...maturity, indicators: [] }).toEqual(silent);
      expect(maturity.indicators[0]).toMatchObject({ value: mttrMinutes, source: 'declared' });
      return maturity.indicators[0]?.fits;
    };
    expect([15, 16, 60, 61, 240, 241].map(fits)).toEqual([3, 2, 2, 1, 1, 0]);
  });

  it('counts for practices that no source shows, and is marked as declared', () => {
    const services = [service(), service({ name: 'b', dir: 'b' })];
    const packages = [{ dir: '.' }, { dir: 'b', name: '@acme/b' }];
    const slo = (declared: Parameters<typeof maturityOf>[1]) =>
      criterionOf(maturityOf([call(1)], { services, packages, ...declared }), 'slo').tally;
    const both = { declared: { slos: [{ name: 'availability', objective: 0.999 }] } };
    expect(slo(both)).toEqual([{ status: 'declared', count: 2 }]);
    const one = { declared: { slos: [{ name: 'a', objective: 0.9, service: '@acme/b' }] } };
    expect(slo(one)).toEqual([
      { status: 'declared', count: 1 },
      { status: 'no', count: 1 },
    ]);
    const reason = 'kept in the operations repository';
    const practice = {
      declared: { practices: [{ practice: 'slo' as const, service: '.', reason }] },
    };
    expect(slo(practice)).toEqual([
      { status: 'declared', count: 1 },
      { status: 'no', count: 1 },
    ]);
  });

  it('does not hide what the sources show', () => {
    const declared = { slos: [{ name: 'availability', objective: 0.999 }] };
    const maturity = maturityOf([call(1)], { services: [service({ slo: yes })], declared });
    expect(criterionOf(maturity, 'slo').tally).toEqual([{ status: 'yes', count: 1 }]);
  });
});

describe('adoption', () => {
  const file = (name: string, owners: string[]) => ({
    file: name,
    sha256: 'a'.repeat(64),
    context: 'server' as const,
    contextReason: 'x',
    owners,
  });
  const calls = [
    call(1, { protection: everything, effect: 'read' }),
    call(2, { protection: { timeout: { status: 'bounded' } }, effect: 'write', idempotent: false }),
    call(3),
  ];

  it('is counted by owner, in a file with two owners for both, and nobody comes last', () => {
    const files = [file('src/1.ts', ['@b', '@a']), file('src/2.ts', ['@b']), file('src/3.ts', [])];
    expect(maturityOf(calls, { files }).owners).toEqual([
      {
        owner: '@a',
        calls: 1,
        adoption: { timeout: 1, retry: 1, breaker: 1, bulkhead: 1, fallback: 1 },
      },
      {
        owner: '@b',
        calls: 2,
        adoption: { timeout: 1, retry: 1, breaker: 0.5, bulkhead: 0.5, fallback: 0.5 },
      },
      {
        owner: null,
        calls: 1,
        adoption: { timeout: 0, retry: 0, breaker: 0, bulkhead: 0, fallback: 0 },
      },
    ]);
  });

  it('is counted for nobody where no file has an owner', () => {
    expect(maturityOf(calls, { files: [file('src/1.ts', [])] }).owners).toEqual([]);
  });
});
