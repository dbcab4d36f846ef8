import { expect, it, vi } from 'vitest';
import { once, oncePer } from '../../src/text/once.js';

it('makes a value when it is asked for, and no second time', () => {
  const make = vi.fn((): number => 1);
  const value = once(make);
  expect(make).not.toHaveBeenCalled();
  expect([value(), value()]).toEqual([1, 1]);
  expect(make).toHaveBeenCalledOnce();
});

it('is made once for each object, also where nothing is made', () => {
  const asked: object[] = [];
  const made = oncePer((of: object) => {
    asked.push(of);
    return undefined;
  });
  const [one, other] = [{}, {}];
  expect([made(one), made(one), made(other)]).toEqual([undefined, undefined, undefined]);
  expect(asked).toEqual([one, other]);
});
