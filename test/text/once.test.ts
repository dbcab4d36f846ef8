import { expect, it, vi } from 'vitest';
import { once, oncePer } from '../../src/text/once.js';

it('makes a value when it is asked for, and no second time', () => {
  const make = vi.fn((): number => 1);
  const value = once(make);
  expect(make).not.toHaveBeenCalled();
  expect([value(), value()]).toEqual([1, 1]);
  expect(make).toHaveBeenCalledOnce();
});

it('is made once for each object, whatever that is', () => {
  const asked: object[] = [];
  const made = oncePer((of: object) => {
    asked.push(of);
    return null;
  });
  const [one, other] = [{}, {}];
  expect([made(one), made(one), made(other)]).toEqual([null, null, null]);
  expect(asked).toEqual([one, other]);
});
