import { describe, expect, test } from 'vitest';
import { enclosingCalls, withinAny } from '../../src/detect/spans.js';
import { factsOf } from '../parse/facts-of.js';

describe('a span', () => {
  test('lies within one of others that are sorted by start', () => {
    const isWithin = withinAny([
      { start: 0, end: 100 },
      { start: 10, end: 20 },
      { start: 150, end: 160 },
    ]);
    expect(isWithin({ start: 30, end: 40 })).toBe(true);
    expect(isWithin({ start: 0, end: 100 })).toBe(true);
    expect(isWithin({ start: 90, end: 110 })).toBe(false);
    expect(isWithin({ start: 150, end: 160 })).toBe(true);
    expect(isWithin({ start: 140, end: 155 })).toBe(false);
    expect(withinAny([])({ start: 0, end: 0 })).toBe(false);
  });
});

describe('the call around a call', () => {
  const text = 'a(b().c(d(), e(f())), new G(h`x`)); i(); j(k)(l());';
  const { calls } = factsOf(text);
  const enclosing = enclosingCalls(calls);
  const shown = (id: number | undefined): string =>
    id === undefined ? '' : text.slice(calls[id]?.start, calls[id]?.end);

  test.each([
    ['a(b().c(d(), e(f())), new G(h`x`))', ''],
    ['b()', 'a(b().c(d(), e(f())), new G(h`x`))'],
    ['b().c(d(), e(f()))', 'a(b().c(d(), e(f())), new G(h`x`))'],
    ['d()', 'b().c(d(), e(f()))'],
    ['f()', 'e(f())'],
    ['h`x`', 'new G(h`x`)'],
    ['i()', ''],
    ['j(k)', ''],
    ['l()', 'j(k)(l())'],
  ])('%s is %s', (inner, outer) => {
    const id = calls.findIndex(({ start, end }) => text.slice(start, end) === inner);
    expect(id).toBeGreaterThanOrEqual(0);
    expect(shown(enclosing[id])).toBe(outer);
  });
});
