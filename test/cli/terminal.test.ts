import { describe, expect, test } from 'vitest';
import { textOptions } from '../../src/cli/terminal.js';

const terminal = { isTTY: true, columns: 120 };
const pipe = { isTTY: false };

describe('the look of text output', () => {
  test.each([
    { where: 'a terminal', target: terminal, environment: {}, color: true },
    { where: 'a pipe', target: pipe, environment: {}, color: false },
    { where: 'NO_COLOR', target: terminal, environment: { NO_COLOR: '1' }, color: false },
    { where: 'an empty NO_COLOR', target: terminal, environment: { NO_COLOR: '' }, color: true },
    { where: 'a dumb terminal', target: terminal, environment: { TERM: 'dumb' }, color: false },
    {
      where: 'a pipe with FORCE_COLOR',
      target: pipe,
      environment: { FORCE_COLOR: '1' },
      color: true,
    },
    { where: 'FORCE_COLOR=0', target: terminal, environment: { FORCE_COLOR: '0' }, color: false },
    {
      where: 'NO_COLOR against FORCE_COLOR',
      target: terminal,
      environment: { NO_COLOR: '1', FORCE_COLOR: '1' },
      color: false,
    },
  ])('is coloured with $where: $color', ({ target, environment, color }) => {
    expect(textOptions(target, environment).color).toBe(color);
  });

  test('is as wide as the terminal, or 80 columns where there is none', () => {
    expect(textOptions(terminal, {}).width).toBe(120);
    expect(textOptions(pipe, {}).width).toBe(80);
    expect(textOptions({ isTTY: true, columns: 0 }, {}).width).toBe(80);
  });
});
