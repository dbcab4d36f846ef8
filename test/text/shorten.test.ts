import { describe, expect, test } from 'vitest';
import { shorten } from '../../src/text/shorten.js';

describe('shortening a text', () => {
  test('leaves one alone that fits', () => {
    expect(shorten('abc', 3)).toBe('abc');
    expect(shorten('', 3)).toBe('');
  });

  test('shows that something is missing, within the length', () => {
    expect(shorten('abcd', 3)).toBe('ab…');
  });

  test('cuts no character in two', () => {
    expect(shorten('a👍bc', 3)).toBe('a…');
    expect(shorten('a👍bc', 4)).toBe('a👍…');
  });
});
