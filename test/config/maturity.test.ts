import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { formatProblem } from '../../src/config/entry-problem.js';
import { parseMaturity } from '../../src/config/maturity/maturity-file.js';

const file = 'rules/maturity.yaml';
const shipped = readFileSync(file, 'utf8');

/** What is said about a text, one line per mistake. */
const told = (text: string): readonly string[] =>
  parseMaturity(file, text).problems.map(formatProblem);

/** The line on which a part of a text begins, counted from 1. */
const lineOf = (text: string, part: string): number =>
  text.slice(0, text.indexOf(part)).split('\n').length;

describe('the shipped maturity model', () => {
  const { model, problems } = parseMaturity(file, shipped);

  it('has no mistake', () => {
    expect(problems).toEqual([]);
  });

  it('has the areas, weights and thresholds of the reference', () => {
    const weights = model?.areas.filter(({ weight }) => weight > 0);
    expect(weights?.map(({ id, weight }) => [id, weight])).toEqual([
      ['breakers', 0.3],
      ['bulkheads', 0.25],
      ['degradation', 0.25],
      ['monitoring', 0.2],
    ]);
    expect(model?.bands.map(({ from, score }) => [from, score])).toEqual([
      [0.8, 1],
      [0.5, 0.7],
      [0.2, 0.4],
      [0, 0],
    ]);
    expect(model?.levels.map(({ name }) => name)).toEqual([
      'Reactive',
      'Basic',
      'Managed',
      'Optimized',
    ]);
  });

  it('has criteria whose weights are those of a whole area', () => {
    for (const { id, criteria } of model?.areas ?? []) {
      const sum = criteria.reduce((total, { weight }) => total + weight, 0);
      expect(sum, id).toBeCloseTo(1, 9);
    }
  });

  it('asks of higher tiers whatever it asks of lower ones', () => {
    const [critical, important, supporting] = model?.tiers ?? [];
    for (const [higher, lower] of [
      [critical, important],
      [important, supporting],
    ]) {
      for (const [criterion, needs] of Object.entries(lower?.requires ?? {})) {
        expect(higher?.requires[criterion], criterion).toBeGreaterThanOrEqual(needs);
      }
    }
  });
});

describe('a mistake in the maturity model is told with file, line and field:', () => {
  const mistakes: readonly (readonly [fault: string, from: string, to: string, said: string])[] = [
    [
      'a misspelt field',
      'levelWorth: 0.25',
      'levelworth: 0.25',
      'levelworth: no such field; did you mean "levelWorth"?',
    ],
    [
      'an unknown metric',
      'metric: timeout\n',
      'metric: timeuot\n',
      'areas.0.criteria.0.metric: must be one of timeout, ',
    ],
    [
      'a status that is forgotten',
      'queue-bound: { bounded: 1, unbounded: 0 }',
      'queue-bound: { bounded: 1 }',
      'credit.queue-bound.unbounded: is missing',
    ],
    [
      'a status that the metric does not have',
      'queue-bound: { bounded: 1, unbounded: 0 }',
      'queue-bound: { bounded: 1, unbounded: 0, unbuonded: 0 }',
      'credit.queue-bound.unbuonded: no such field; did you mean "unbounded"?',
    ],
    [
      'a worse status that earns more',
      'breaker: { yes: 1, partial: 0.5, no: 0 }',
      'breaker: { yes: 0.5, partial: 0.6, no: 0 }',
      'credit.breaker.partial: earns more than a better status before it',
    ],
    [
      'more than everything',
      'breaker: { yes: 1, partial: 0.5, no: 0 }',
      'breaker: { yes: 2, partial: 0.5, no: 0 }',
      'credit.breaker.yes: must be 1 at the most',
    ],
    [
      'weights that do not add up',
      'title: Circuit breakers\n    weight: 0.3',
      'title: Circuit breakers\n    weight: 0.4',
      'areas: the weights add up to 1.1, not to 1',
    ],
    [
      'bands in disorder',
      '{ from: 0.5, score: 0.7, name: good }',
      '{ from: 0.9, score: 0.7, name: good }',
      'bands.1.from: must be less than the 0.8 above it',
    ],
    [
      'bands that leave a gap',
      '{ from: 0, score: 0, name: none }',
      '{ from: 0.1, score: 0, name: none }',
      'bands.3.from: the last band begins at 0',
    ],
    [
      'a criterion that is described twice',
      'id: bulkhead-coverage\n',
      'id: timeouts\n',
      'areas.2.criteria.0.id: is already a criterion of "foundation"',
    ],
    [
      'a practice that is counted per call',
      'metric: practice.health\n        per: service',
      'metric: practice.health\n        per: call',
      'areas.0.criteria.3.per: a practice is counted per service',
    ],
    [
      'calls that are counted per service',
      'metric: timeout\n        per: call',
      'metric: timeout\n        per: service',
      'areas.0.criteria.0.per: calls are counted per call or dependency',
    ],
    [
      'a level that asks for less than the one below it',
      'breaker-coverage: 0.8\n      breaker-threshold',
      'breaker-coverage: 0.4\n      breaker-threshold',
      'levels.3.requires.breaker-coverage: a lower level needs 0.5 already',
    ],
    [
      'a level out of order',
      'level: 2\n    name',
      'level: 1\n    name',
      'levels.2.level: must be 2: levels go from 0 up',
    ],
    [
      'a tier that asks for what there is not',
      'requires: { timeouts: 0.8, health: 0.5 }',
      'requires: { timeouts: 0.8, helath: 0.5 }',
      'tiers.2.requires.helath: no such criterion; did you mean "health"?',
    ],
    [
      'a tier that is described twice',
      'tier: 3\n',
      'tier: 2\n',
      'tiers.2.tier: is described twice',
    ],
    [
      'limits in disorder',
      'longestResetMs: 120000',
      'longestResetMs: 100',
      'limits.longestResetMs: must be longer than the shortest reset',
    ],
    [
      'an indicator whose levels are in disorder',
      '{ atMost: 60, level: 2 }',
      '{ atMost: 60, level: 3 }',
      'indicators.0.levels.1.level: must be less than the 3 above it',
    ],
    [
      'an action that fits no line',
      'action: Trace and time every outbound call',
      `action: ${'Trace '.repeat(20)}`,
      'areas.4.criteria.3.remedy.action: must have 60 characters at the most',
    ],
  ];

  it.each(mistakes)('%s', (...[, from, to, said]) => {
    expect(shipped.split(from), 'the text to replace stands there once').toHaveLength(2);
    const messages = told(shipped.replace(from, to)).map((problem) => {
      const [, line, message = ''] = /^rules\/maturity\.yaml:(\d+): (.*)$/.exec(problem) ?? [];
      expect(Number(line)).toBeGreaterThan(0);
      return message.slice(0, said.length);
    });
    expect(messages).toContain(said);
  });

  it('on the line where the field stands', () => {
    const wrong = shipped.replace('longestResetMs: 120000', 'longestResetMs: 1');
    const line = lineOf(wrong, 'longestResetMs');
    expect(told(wrong)).toEqual([
      `${file}:${String(line)}: limits.longestResetMs: must be longer than the shortest reset`,
    ]);
  });

  it('with several mistakes at once', () => {
    const wrong = shipped
      .replace('tier: 3\n', 'tier: 2\n')
      .replace('longestResetMs: 120000', 'longestResetMs: 1');
    expect(told(wrong)).toHaveLength(2);
  });

  it('of YAML itself', () => {
    expect(told('bands: [')[0]).toMatch(/^rules\/maturity\.yaml:1: /);
  });
});
