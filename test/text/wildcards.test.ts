import { describe, expect, it } from 'vitest';
import { matchesWildcards } from '../../src/text/wildcards.js';

describe('a pattern with stars', () => {
  it.each([
    ['users-api', 'users-api', true],
    ['users-api', 'users', false],
    ['users-api', 'users-*', true],
    ['users-api', '*', true],
    ['services/a/b', 'services/*', true],
    ['services', 'services/*', false],
    ['aXbXc', 'a*b*c', true],
    ['ac', 'a*b*c', false],
    ['aba', 'ab*ba', false],
    ['abba', 'ab*ba', true],
    ['a.c', 'a.c', true],
    ['abc', 'a.c', false],
    ['', '*', true],
    ['', '', true],
  ])('says of %j and %j: %s', (text, pattern, expected) => {
    expect(matchesWildcards(text, pattern)).toBe(expected);
  });

  it('takes no time on a text that almost fits', () => {
    const started = performance.now();
    expect(matchesWildcards('a'.repeat(50_000), '*a*a*a*a*a*a*a*a*b')).toBe(false);
    expect(performance.now() - started).toBeLessThan(500);
  });
});
