import { describe, expect, it } from 'vitest';
import { isNamedBy } from '../../src/text/name-key.js';

describe('a key of the catalogue', () => {
  it.each([
    ['get', 'get', true],
    ['get', 'getAll', false],
    ['get|post', 'post', true],
    ['get|post', 'get|post', true],
    ['get|post', 'put', false],
    ['/^find/', 'findOne', true],
    ['/^find/', 'refind', false],
  ])('%s names %s: %s', (key, name, expected) => {
    expect(isNamedBy(key, name)).toBe(expected);
  });

  it('does not try a pattern on a name that nobody has', () => {
    expect(isNamedBy('/^x+$/', 'x'.repeat(200))).toBe(true);
    expect(isNamedBy('/^x+$/', 'x'.repeat(201))).toBe(false);
  });
});
