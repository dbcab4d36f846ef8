import { describe, expect, it } from 'vitest';
import { formatDuration } from '../../src/text/format-duration.js';

describe('a length of time', () => {
  it.each([
    [0, '0 ms'],
    [40, '40 ms'],
    [999, '999 ms'],
    [1000, '1 s'],
    [2500, '2.5 s'],
    [10_700, '10.7 s'],
    [300_000, '300 s'],
    [1_800_000, '1800 s'],
    [3_600_000, '1 h'],
    [5_400_000, '1.5 h'],
  ])('of %i milliseconds reads "%s"', (milliseconds, text) => {
    expect(formatDuration(milliseconds)).toBe(text);
  });

  it('has one digit behind the point at most', () => {
    expect(formatDuration(1234)).toBe('1.2 s');
    expect(formatDuration(33.333)).toBe('33.3 ms');
  });
});
