import { expect, it, vi } from 'vitest';
import { once } from '../../src/text/once.js';

it('makes a value when it is asked for, and no second time', () => {
  const make = vi.fn((): number => 1);
  const value = once(make);
  expect(make).not.toHaveBeenCalled();
  expect([value(), value()]).toEqual([1, 1]);
  expect(make).toHaveBeenCalledOnce();
});
