import { expect, test } from 'vitest';
import { countOf } from '../../src/text/count-of.js';

test.each([
  [0, '0 calls'],
  [1, '1 call'],
  [999, '999 calls'],
  [1000, '1,000 calls'],
  [1234567, '1,234,567 calls'],
])('%i is counted as "%s"', (count, text) => {
  expect(countOf(count, 'call')).toBe(text);
});
