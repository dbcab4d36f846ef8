import { expect, it } from 'vitest';
import { UNPROTECTED, type Summary } from '../../src/judge/surroundings/layers.js';
import { settled, type Reached } from '../../src/judge/surroundings/ways.js';

const SILENT: Summary = { ...UNPROTECTED, fallback: { state: 'default', marks: [] } };

/** A circle of functions of which each is called by the next, and the last from outside as well. */
function circleOf(size: number): { readonly circle: readonly Reached[]; steps: () => number } {
  let steps = 0;
  const through = (outside: Summary): Summary => {
    steps++;
    return outside;
  };
  const around = (outside: Summary): Summary => outside;
  const keyAt = (at: number): string => String(at % size).padStart(6, '0');
  const circle = Array.from({ length: size }, (_, at): Reached => {
    const ways = [{ from: keyAt(at + 1), through }];
    if (at === size - 1) ways.push({ from: 'outside', through });
    return { key: keyAt(at), ways, around, otherwise: UNPROTECTED };
  });
  return { circle, steps: () => steps };
}

it('what is outside of a circle comes to all its functions, in steps that grow with their number', () => {
  const size = 300;
  const { circle, steps } = circleOf(size);
  const found = settled(circle, (key) => (key === 'outside' ? SILENT : null));
  expect(found.size).toBe(size);
  for (const { fallback } of found.values()) expect(fallback.state).toBe('default');
  expect(steps()).toBeLessThan(size * 10);
});
