import { describe, expect, test } from 'vitest';
import { cutEnd, cutStart, displayWidth } from '../../src/text/display-width.js';

describe('the width of text in a terminal', () => {
  test.each([
    ['plain', 5],
    ['größe', 5],
    ['日本', 4],
    ['👍', 2],
    ['e\u0301', 1],
    ['', 0],
  ])('of %j is %i', (text, width) => {
    expect(displayWidth(text)).toBe(width);
  });
});

describe('cutting text to a width', () => {
  test('leaves what fits', () => {
    expect(cutEnd('12345', 5)).toBe('12345');
    expect(cutStart('12345', 5)).toBe('12345');
  });

  test('marks where something is left out', () => {
    expect(cutEnd('123456', 5)).toBe('1234…');
    expect(cutStart('123456', 5)).toBe('…3456');
  });

  test('never cuts a wide character in two', () => {
    expect(cutEnd('日本語', 4)).toBe('日…');
    expect(cutStart('日本語', 4)).toBe('…語');
  });

  test('leaves nothing where there is no room', () => {
    expect(cutEnd('123', 0)).toBe('');
    expect(cutStart('123', 0)).toBe('');
  });
});
