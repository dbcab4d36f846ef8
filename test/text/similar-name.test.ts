import { describe, expect, it } from 'vitest';
import { similarName } from '../../src/text/similar-name.js';

const fields = ['role', 'returns', 'operation', 'effect', 'idempotent', 'many'];

describe('the name that was meant', () => {
  it.each([
    ['rol', 'role'],
    ['roel', 'role'],
    ['Role', 'role'],
    ['return', 'returns'],
    ['retunrs', 'returns'],
    ['opperation', 'operation'],
    ['idempotence', 'idempotent'],
  ])('for %s is %s', (name, meant) => {
    expect(similarName(name, fields)).toBe(meant);
  });

  it.each(['x', 'constructor', 'timeout', ''])('for %j is none of them', (name) => {
    expect(similarName(name, fields)).toBeUndefined();
  });

  it('is the closest, and of equally close ones the first', () => {
    expect(similarName('cat', ['cart', 'cats', 'car'])).toBe('cart');
    expect(similarName('cats', ['cart', 'cat', 'cats'])).toBe('cats');
  });
});
