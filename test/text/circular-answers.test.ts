import { describe, expect, it } from 'vitest';
import { CircularAnswers } from '../../src/text/circular-answers.js';

/** Answers with the names that are reached; counts how often each was computed. */
function reaching(graph: Readonly<Record<string, readonly string[]>>) {
  const answers = new CircularAnswers<readonly string[]>([]);
  const computed: string[] = [];
  const of = (name: string): readonly string[] =>
    answers.of(name, () => {
      computed.push(name);
      return [name, ...(graph[name] ?? []).flatMap(of)];
    });
  return { of, computed };
}

describe('CircularAnswers', () => {
  it('computes an answer once', () => {
    const { of, computed } = reaching({ a: ['b', 'b'], b: [] });
    expect(of('a')).toEqual(['a', 'b', 'b']);
    of('b');
    expect(computed).toEqual(['a', 'b']);
  });

  it('ends where a question leads back to itself, and is asked once from outside', () => {
    const { of, computed } = reaching({ a: ['a', 'b'], b: [] });
    expect(of('a')).toEqual(['a', 'b']);
    expect(of('a')).toEqual(['a', 'b']);
    expect(computed).toEqual(['a', 'b']);
  });

  it('answers from each place of a circle as if nothing had been asked before', () => {
    const { of, computed } = reaching({ a: ['b'], b: ['c'], c: ['a', 'd'], d: [] });
    expect(of('a')).toEqual(['a', 'b', 'c', 'd']);
    expect(of('b')).toEqual(['b', 'c', 'a', 'd']);
    expect(of('c')).toEqual(['c', 'a', 'b', 'd']);
    expect(computed.filter((name) => name === 'd')).toHaveLength(1);
  });

  it('takes no time without end where everything leads to everything', () => {
    const names = Array.from({ length: 12 }, (_, index) => String(index));
    const { of, computed } = reaching(Object.fromEntries(names.map((name) => [name, names])));
    expect(new Set(of('0'))).toEqual(new Set(names));
    expect(computed.length).toBeLessThan(1_000);
    expect(new Set(of('1'))).toEqual(new Set(names));
    expect(computed.length).toBeLessThan(2_000);
  });

  it('keeps nothing of a question that failed, and answers the next', () => {
    const answers = new CircularAnswers<number>(0);
    expect(() =>
      answers.of('a', () => {
        throw new Error('no');
      }),
    ).toThrow('no');
    expect(answers.of('a', () => 1)).toBe(1);
  });
});
