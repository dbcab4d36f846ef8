import { describe, expect, it } from 'vitest';
import { conditionsOf, gate, type GateOptions } from '../../src/gate/gate.js';
import { withPolicy } from '../../src/gate/policy.js';
import { assessmentSchema, type Assessment, type Finding } from '../../src/model/assessment.js';
import type { BaselineEntry } from '../../src/model/baseline.js';
import { unscored } from '../../src/model/unscored.js';
import { KnownError } from '../../src/text/known-error.js';
import { assessmentWith, sampleFinding } from './sample-findings.js';

const today = '2026-06-30';

interface Asked extends Omit<GateOptions, 'failOn' | 'today'> {
  readonly failOn?: readonly string[];
}

function decide(assessment: Assessment, { failOn, ...options }: Asked = {}) {
  const gated = gate(assessment, {
    ...options,
    today,
    ...(failOn !== undefined && { failOn: conditionsOf(failOn) }),
  });
  expect(assessmentSchema.parse(gated)).toEqual(gated);
  return gated.gate!;
}

const error = sampleFinding();
const warning = sampleFinding({ severity: 'warning', rule: 'missing-breaker' });
const note = sampleFinding({ severity: 'note', rule: 'missing-bulkhead' });
const all = assessmentWith([error, warning, note]);

const entryFor = ({ id, contentId, rule, file }: Finding, rest: Partial<BaselineEntry> = {}) => ({
  ...{ id, contentId, rule, file, reason: 'accepted', ...rest },
});

const baselineOf = (...entries: readonly BaselineEntry[]) => ({ file: 'debt.jsonl', entries });

const silenced = (finding: Finding): Finding => ({
  ...finding,
  suppression: { state: 'suppressed', by: 'comment', reason: 'why' },
});

describe('the gate', () => {
  it.each([
    ['error', [error], false],
    ['warning', [error, warning], false],
    ['note', [error, warning, note], false],
    ['rule:missing-breaker', [warning], false],
    ['rule:endless-retry', [], true],
  ])('fails on %s with the findings that are at least that', (text, failing, passed) => {
    const { conditions } = decide(all, { failOn: [text] });
    expect(conditions).toEqual([{ text, passed, findings: failing.map(({ id }) => id) }]);
  });

  it('passes where one is only less grave, silenced, or of a rule that is tried out', () => {
    const others = [warning, silenced(error), sampleFinding({ stability: 'nursery' })];
    expect(decide(assessmentWith(others))).toMatchObject({ passed: true, new: [warning.id] });
  });

  it('fails where any of several conditions does, and says which', () => {
    const { passed, conditions } = decide(all, { failOn: ['rule:x', 'warning', 'rule:y'] });
    expect(passed).toBe(false);
    expect(conditions.map((one) => one.passed)).toEqual([true, false, true]);
  });

  it.each(['eror', 'new:', 'new:score<1', 'rule:', 'score', 'score<', 'score=1', 'score<1<2', ''])(
    'refuses %j as a condition',
    (text) => {
      expect(() => conditionsOf([text])).toThrow(KnownError);
    },
  );
});

const area = { title: 'x', weight: 0.5, share: 0.5, criteria: [] };

describe('figures', () => {
  const scored = assessmentWith([], {
    maturity: {
      ...unscored,
      score: 0.4,
      level: 1,
      areas: [
        { ...area, id: 'monitoring', score: 0.25, scoreUpTo: 0.5 },
        { ...area, id: 'bulkheads', score: null, scoreUpTo: null },
      ],
    },
  });

  it.each([
    ['maturityLevel<2', 1, false],
    ['maturityLevel<1', 1, true],
    ['maturityLevel <= 1', 1, false],
    ['score<0.4', 0.4, true],
    ['score<=0.4', 0.4, false],
    ['score>0.3', 0.4, false],
    ['score>=0.5', 0.4, true],
    ['area:monitoring<0.5', 0.25, false],
    ['area:bulkheads<0.5', null, true],
  ])('%s', (text, value, passed) => {
    const { conditions } = decide(scored, { failOn: [text] });
    expect(conditions).toEqual([{ text, passed, value, findings: [] }]);
  });

  it('are refused where the assessment has none, or none of that name', () => {
    expect(() => decide(all, { failOn: ['maturityLevel<2'] })).toThrow(/has none/);
    expect(() => decide(scored, { failOn: ['area:monitorin<1'] })).toThrow(
      expect.objectContaining({ advice: 'Did you mean "monitoring"?' }) as Error,
    );
  });
});

describe('a gate that compares', () => {
  it('fails on what was not there, wherever it stands, unless told otherwise', () => {
    const before = assessmentWith([error]);
    const added = sampleFinding({ file: 'src/untouched.ts' });
    const decision = decide(assessmentWith([error, added]), { before });
    expect(decision.conditions).toEqual([
      { text: 'new:error', passed: false, findings: [added.id] },
    ]);
    expect(decision).toMatchObject({ new: [added.id], fixed: [], since: before.source.commit });
  });

  it('tells what is gone', () => {
    const { fixed, passed } = decide(assessmentWith([]), {
      before: assessmentWith([error, silenced(warning)]),
    });
    const { id, rule, severity, file, message } = error;
    expect(fixed).toEqual([{ id, rule, severity, file, message }]);
    expect(passed).toBe(true);
  });

  it('takes what has become graver for new', () => {
    const before = assessmentWith([{ ...error, severity: 'warning' }]);
    const now = assessmentWith([error]);
    expect(decide(now, { before, failOn: ['new:error'] }).passed).toBe(false);
    expect(decide(now, { before, failOn: ['new:warning'] }).passed).toBe(true);
    expect(decide(now, { before, failOn: ['new:rule:missing-timeout'] }).passed).toBe(true);
    expect(
      decide(now, { before: assessmentWith([]), failOn: ['new:rule:missing-timeout'] }).passed,
    ).toBe(false);
  });

  it('takes a finding for known that was silenced before', () => {
    expect(
      decide(assessmentWith([error]), { before: assessmentWith([silenced(error)]) }).passed,
    ).toBe(true);
  });
});

describe('a baseline', () => {
  it('silences what it lists, with its reason and last day', () => {
    const gated = gate(all, {
      today,
      baseline: baselineOf(entryFor(error, { reason: 'goes away in May', expires: today })),
    });
    expect(gated.gate).toMatchObject({
      passed: true,
      new: [warning.id, note.id],
      baseline: { file: 'debt.jsonl', entries: 1, silenced: 1, unmatched: [], expired: [] },
    });
    expect(gated.findings[0]?.suppression).toEqual({
      state: 'suppressed',
      by: 'baseline',
      reason: 'goes away in May',
      until: today,
    });
  });

  it('silences nothing after the last day of an entry', () => {
    const expired = entryFor(error, { expires: '2026-06-29' });
    const decision = decide(all, { baseline: baselineOf(expired) });
    expect(decision.passed).toBe(false);
    expect(decision.baseline?.expired).toEqual([
      { id: error.id, rule: error.rule, file: error.file, expires: '2026-06-29' },
    ]);
  });

  it('tells which entries have no finding any more', () => {
    const { baseline } = decide(assessmentWith([]), { baseline: baselineOf(entryFor(error)) });
    expect(baseline?.unmatched).toEqual([{ id: error.id, rule: error.rule, file: error.file }]);
  });

  it('holds for a finding whose file was renamed', () => {
    const renamed = { ...error, id: 'f'.repeat(16), file: 'src/renamed.ts' };
    expect(
      decide(assessmentWith([renamed]), { baseline: baselineOf(entryFor(error)) }).passed,
    ).toBe(true);
  });

  it('is used up by a finding that a comment silences as well', () => {
    const twin = { ...error, id: 'e'.repeat(16) };
    const decision = decide(assessmentWith([silenced(error), twin]), {
      baseline: baselineOf(entryFor(error)),
    });
    expect(decision).toMatchObject({ passed: false, new: [twin.id] });
  });
});

describe('packages', () => {
  const packages = [
    { name: 'root', dir: '.' },
    { name: '@acme/a', dir: 'services/a' },
    { dir: 'services/ab' },
  ];
  const inA = sampleFinding({ file: 'services/a/x.ts', severity: 'warning' });
  const inAb = sampleFinding({ file: 'services/ab/x.ts' });
  const monorepo = assessmentWith([inA, inAb, error], { packages });

  it('can have gates of their own, besides that of the repository', () => {
    const { conditions } = decide(monorepo, {
      failOn: ['rule:none'],
      packages: [
        { match: 'services/*', failOn: conditionsOf(['error']) },
        { match: '@acme/a', failOn: conditionsOf(['warning']) },
        { match: '@acme/a', tier: 1 },
      ],
    });
    expect(conditions).toEqual([
      { text: 'rule:none', passed: true, findings: [] },
      { text: 'warning', package: 'services/a', passed: false, findings: [inA.id] },
      { text: 'error', package: 'services/ab', passed: false, findings: [inAb.id] },
    ]);
  });

  it('can be the only ones that count', () => {
    const packageSettings = [{ match: '*', failOn: conditionsOf(['error']) }];
    const decision = decide(monorepo, { only: ['@acme/a'], packages: packageSettings });
    expect(decision).toMatchObject({ passed: true, new: [inA.id] });
    expect(decision.conditions.map((one) => one.package)).toEqual([undefined, 'services/a']);
    expect(decide(monorepo, { only: ['.'] }).new).toEqual([error.id]);
  });

  it.each([
    ['settings', { packages: [{ match: 'services/a', failOn: conditionsOf(['score<0.5']) }] }],
    ['an option', { only: ['services/a'], failOn: ['score<0.5'] }],
  ])('are asked for their own figures, not for those of the whole, by %s', (_, options) => {
    const own = { dir: 'services/a', score: 0.4, scoreUpTo: 0.4, level: 0, levelUpTo: 0 };
    const maturity = {
      ...unscored,
      score: 0.9,
      areas: [{ ...area, id: 'monitoring', score: 0.25, scoreUpTo: 0.5 }],
      packages: [{ ...own, areas: [{ id: 'monitoring', score: 0.1 }], criteria: [] }],
    };
    const { conditions } = decide({ ...monorepo, maturity }, { failOn: [], ...options });
    const asked = { text: 'score<0.5', package: 'services/a', passed: false, value: 0.4 };
    expect(conditions).toMatchObject([asked]);
  });

  it('are refused where there are none of that name', () => {
    const refusal = expect.objectContaining({ advice: 'Did you mean "@acme/a"?' }) as Error;
    expect(() => decide(monorepo, { only: ['@acme/b'] })).toThrow(refusal);
    const packageSettings = [{ match: '@acme/b', failOn: conditionsOf(['error']) }];
    expect(() => decide(monorepo, { packages: packageSettings })).toThrow(refusal);
    const fromBase = { packages: packageSettings, policyFrom: 'a'.repeat(40) };
    expect(() => decide(monorepo, fromBase)).not.toThrow();
  });
});

describe('comments', () => {
  it('count where they silenced the finding in the state that the policy comes from', () => {
    const own = silenced(warning);
    const { findings } = withPolicy(
      assessmentWith([silenced(error), own, note]),
      assessmentWith([{ ...silenced(error), id: 'd'.repeat(16) }, warning]),
    );
    expect(findings.map(({ suppression }) => suppression.state)).toEqual([
      'suppressed',
      'active',
      'active',
    ]);
  });
});
