import { expect, it } from 'vitest';
import { jsonPieces } from '../../src/text/json-pieces.js';
import { printableJson } from '../../src/text/printable-json.js';

const whole = (value: object): string => [...jsonPieces(value)].join('');

it('are the JSON of the whole', () => {
  const item = { name: 'a\nb ##[error]\u202e', list: [1, [], {}, [2, { deep: null }]] };
  const value = { text: 'x', none: undefined, no: [], empty: {}, items: [item, item, 3], item };
  expect(whole(value)).toBe(printableJson(value, 2));
  expect(whole({})).toBe(printableJson({}, 2));
  expect(whole({ none: undefined })).toBe(printableJson({ none: undefined }, 2));
});

it('are short, however long the whole is', () => {
  const items = Array.from({ length: 400 }, () => 'x'.repeat(10_000));
  const pieces = [...jsonPieces({ items })];
  expect(pieces.join('')).toBe(printableJson({ items }, 2));
  expect(Math.max(...pieces.map(({ length }) => length))).toBeLessThan(1_100_000);
});
