import { expect, it } from 'vitest';
import { circlesFrom } from '../../src/text/circles.js';

const circles = (start: string, graph: Readonly<Record<string, string>>): readonly string[] =>
  circlesFrom(start, (one) => Array.from(graph[one] ?? '')).map((group) =>
    group.toSorted().join(''),
  );

it('begin with what leads nowhere', () => {
  expect(circles('a', { a: 'b', b: 'c' })).toEqual(['c', 'b', 'a']);
  expect(circles('a', { a: 'a' })).toEqual(['a']);
});

it('hold all that lead to each other', () => {
  expect(circles('a', { a: 'b', b: 'c', c: 'ad', d: '' })).toEqual(['d', 'abc']);
  expect(circles('a', { a: 'bc', b: 'a', c: 'a' })).toEqual(['abc']);
});

it('are apart where one way only leads from one to the other', () => {
  expect(circles('a', { a: 'b', b: 'ac', c: 'd', d: 'c' })).toEqual(['cd', 'ab']);
  expect(circles('a', { a: 'bd', b: 'cd', c: 'b', d: 'e', e: 'd' })).toEqual(['de', 'bc', 'a']);
});

it('may be long', () => {
  const next = (one: string): readonly string[] => (one === '20000' ? ['0'] : [String(+one + 1)]);
  expect(circlesFrom('0', next).map(({ length }) => length)).toEqual([20001]);
});
