import { expect, it } from 'vitest';
import { KeptAnswers } from '../../src/text/kept-answers.js';

it('computes an answer once for an object and a key', () => {
  const answers = new KeptAnswers<object, number>();
  const subject = {};
  let computed = 0;
  const ask = (of: object, key: string): number => answers.of(of, key, () => ++computed);
  expect([ask(subject, 'a'), ask(subject, 'a')]).toEqual([1, 1]);
  expect([ask(subject, 'b'), ask({}, 'a')]).toEqual([2, 3]);
  expect(ask(subject, 'a')).toBe(1);
});
