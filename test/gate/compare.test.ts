import { describe, expect, it } from 'vitest';
import { compare } from '../../src/gate/compare.js';
import { indicators } from '../../src/model/indicators.js';
import { unscored } from '../../src/model/unscored.js';
import { assessmentWith, sampleFinding } from './sample-findings.js';

describe('two assessments', () => {
  it('differ by what is new, fixed and as before; what is silenced is neither', () => {
    const [kept, fixed, added] = [sampleFinding(), sampleFinding(), sampleFinding()];
    const silenced = sampleFinding({
      suppression: { state: 'suppressed', by: 'baseline', reason: 'known' },
    });
    const moved = { ...kept, file: 'src/b.ts', id: 'f'.repeat(16), line: 70 };
    const found = compare(assessmentWith([kept, fixed]), assessmentWith([moved, added, silenced]));
    expect(found.added).toEqual([added]);
    expect(found.fixed).toEqual([fixed]);
    expect(found.remaining).toBe(1);
  });

  it('differ by score, level and areas', () => {
    const area = { id: 'monitoring', title: 'Monitoring', weight: 0.2, share: 0.2, criteria: [] };
    const [before, after] = [0.2, 0.5].map((score, level) =>
      assessmentWith([], {
        maturity: { ...unscored, score, level, areas: [{ ...area, score, scoreUpTo: 1 }] },
      }),
    );
    expect(compare(before!, after!)).toMatchObject({
      score: { before: 0.2, after: 0.5 },
      level: { before: 0, after: 1 },
      areas: [{ title: 'Monitoring', before: 0.2, after: 0.5 }],
    });
  });

  it.each([
    ['uptimePercent', 99.5, 99.97, true],
    ['uptimePercent', undefined, 99.9, false],
    ['cascadeFailuresPerMonth', 3, 0, true],
    ['mttrMinutes', 60, 30, true],
    ['mttrMinutes', 60, 31, false],
    ['mttrMinutes', undefined, 31, null],
    ['mtbfHours', 100, 200, true],
    ['mtbfHours', 100, 199, false],
    ['latencyP99Ms', 100, undefined, null],
  ] as const)('reach the target of %s from %s to %s: %s', (...values) => {
    const [name, before, after, reached] = values;
    const declaring = (value: number | undefined) =>
      assessmentWith([], {
        declared: { indicators: value === undefined ? {} : { [name]: value } },
      });
    expect(compare(declaring(before), declaring(after)).indicators).toEqual([
      {
        title: indicators[name].title,
        group: indicators[name].group,
        before: before ?? null,
        after: after ?? null,
        reached,
      },
    ]);
  });
});
