import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import type { Assessment, Finding, Maturity, Suppression } from '../../src/model/assessment.js';
import { maturitySchema } from '../../src/model/maturity.js';
import type { MaturityModel } from '../../src/model/maturity-model.js';
import { score } from '../../src/score/score.js';
import { blueprint, built, strengthened } from './arbitrary.js';
import { model } from './given.js';

/** Enough for each commit; a change of the arithmetic deserves PROPERTY_RUNS=5000. */
const numRuns = Number(process.env['PROPERTY_RUNS'] ?? 150);
const runs = { numRuns };

vi.setConfig({ testTimeout: 600_000 });

const check = (property: (assessment: Assessment) => void): void => {
  fc.assert(
    fc.property(blueprint, (one) => {
      property(built(one));
    }),
    runs,
  );
};

const below = (left: number | null, right: number | null): boolean => (left ?? 0) <= (right ?? 0);

describe('for every assessment', () => {
  it('the maturity fits its schema: scores lie between 0 and 1, levels between 0 and 3', () => {
    check((assessment) => {
      const maturity = score(assessment, model);
      expect(maturitySchema.parse(maturity)).toEqual(maturity);
    });
  });

  it('no score, coverage or level is above its upper bound', () => {
    check((assessment) => {
      const maturity = score(assessment, model);
      expect(below(maturity.level, maturity.levelUpTo)).toBe(true);
      for (const part of [maturity, ...maturity.areas, ...maturity.packages]) {
        expect(below(part.score, part.scoreUpTo)).toBe(true);
      }
      for (const one of maturity.areas.flatMap(({ criteria }) => criteria)) {
        expect(below(one.score, one.scoreUpTo)).toBe(true);
        expect(below(one.coverage, one.coverageUpTo)).toBe(true);
      }
    });
  });

  it('one protection more never lowers score or level, of the whole or of a package', () => {
    fc.assert(
      fc.property(strengthened, ({ before, after }) => {
        const [less, more] = [score(built(before), model), score(built(after), model)];
        expect(below(less.score, more.score)).toBe(true);
        expect(below(less.level, more.level)).toBe(true);
        for (const [index, one] of less.packages.entries()) {
          expect(below(one.score, more.packages[index]!.score)).toBe(true);
          expect(below(one.level, more.packages[index]!.level)).toBe(true);
        }
      }),
      { numRuns: numRuns * 4 },
    );
  });

  it('shares add up to one wherever something applies, and are zero where nothing does', () => {
    check((assessment) => {
      const { areas } = score(assessment, model);
      expectShares(areas.filter(({ weight }) => weight > 0));
      for (const { criteria } of areas) expectShares(criteria);
    });
  });

  it('scores are what their parts add up to', () => {
    check((assessment) => {
      const { areas, score: total } = score(assessment, model);
      if (total !== null) expect(summed(areas)).toBeCloseTo(total, 3);
      for (const area of areas) {
        if (area.score !== null) expect(summed(area.criteria)).toBeCloseTo(area.score, 3);
      }
    });
  });

  it('the order of its lists changes nothing', () => {
    fc.assert(
      fc.property(blueprint, fc.integer(), (one, seed) => {
        const assessment = built(one);
        const shuffled = {
          ...assessment,
          calls: shuffle(assessment.calls, seed),
          services: shuffle(assessment.services, seed),
          breakers: shuffle(assessment.breakers, seed),
          retries: shuffle(assessment.retries, seed),
          pools: shuffle(assessment.pools, seed),
        };
        expect(unordered(score(shuffled, model))).toEqual(unordered(score(assessment, model)));
      }),
      runs,
    );
  });

  it('what does not apply could as well not be in the model', () => {
    check((assessment) => {
      const maturity = score(assessment, model);
      const applies = new Set(
        maturity.areas.flatMap(({ criteria }) =>
          criteria.filter((one) => one.score !== null).map(({ id }) => id),
        ),
      );
      const reduced = score(assessment, reducedTo(applies));
      expect(reduced.score).toBe(maturity.score);
      expect(reduced.scoreUpTo).toBe(maturity.scoreUpTo);
    });
  });

  it('suppressing a finding changes nothing', () => {
    const suppression: fc.Arbitrary<Suppression> = fc.constantFrom<Suppression>(
      { state: 'active' },
      { state: 'suppressed', by: 'comment', reason: 'known' },
      { state: 'suppressed', by: 'baseline', reason: 'later', until: '2030-01-01' },
    );
    fc.assert(
      fc.property(blueprint, fc.array(suppression), (one, states) => {
        const assessment = built(one);
        const findings = states.map((state, index) => findingOf(assessment, index, state));
        expect(score({ ...assessment, findings }, model)).toEqual(score(assessment, model));
      }),
      runs,
    );
  });

  it('no recommendation is without gain, and none promises more than the upper end', () => {
    check((assessment) => {
      const maturity = score(assessment, model);
      for (const { gain, sites, value } of maturity.recommendations) {
        expect(gain.score > 0 || gain.unblocks !== undefined).toBe(true);
        expect((maturity.score ?? 0) + gain.score).toBeLessThanOrEqual(1.0001);
        expect(sites.length).toBeGreaterThan(0);
        expect(value).toBeGreaterThanOrEqual(0);
      }
    });
  });
});

interface Part {
  readonly share: number;
  readonly score: number | null;
}

function expectShares(parts: readonly Part[]): void {
  const sum = parts.reduce((total, { share }) => total + share, 0);
  const applies = parts.some((part) => part.score !== null);
  // Each share is rounded to four digits.
  expect(Math.abs(sum - (applies ? 1 : 0))).toBeLessThanOrEqual(parts.length * 0.00005 + 1e-9);
  for (const { share, score: own } of parts) if (own === null) expect(share).toBe(0);
}

const summed = (parts: readonly Part[]): number =>
  parts.reduce((sum, { share, score: own }) => sum + share * (own ?? 0), 0);

function shuffle<T>(items: readonly T[], seed: number): T[] {
  const keyed = items.map((item, index) => ({ item, key: Math.sin(seed * 13 + index * 7) }));
  return keyed.sort((left, right) => left.key - right.key).map(({ item }) => item);
}

/** Lists that follow the order of the assessment, sorted. */
function unordered(maturity: Maturity): Maturity {
  return {
    ...maturity,
    recommendations: maturity.recommendations.map((one) => ({
      ...one,
      sites: one.sites.toSorted((left, right) => (left.id < right.id ? -1 : 1)),
    })),
  };
}

/** The model without the criteria that are not named; areas that become empty keep no weight. */
function reducedTo(ids: ReadonlySet<string>): MaturityModel {
  const areas = model.areas.map((area) => ({
    ...area,
    criteria: area.criteria.filter(({ id }) => ids.has(id)),
  }));
  return { ...model, areas: areas.filter(({ criteria }) => criteria.length > 0) };
}

function findingOf({ calls }: Assessment, index: number, suppression: Suppression): Finding {
  const subject = calls[index % Math.max(1, calls.length)];
  return {
    id: '00000000000000f1',
    contentId: '00000000000000f2',
    file: subject?.file ?? 'src/a.ts',
    line: 1,
    column: 1,
    endLine: 1,
    endColumn: 2,
    rule: 'missing-timeout',
    severity: 'error',
    stability: 'stable',
    message: 'no bound',
    subject: 'call',
    subjectId: subject?.id ?? 'none',
    evidence: [],
    suppression,
  };
}
