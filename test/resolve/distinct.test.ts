import { describe, expect, it } from 'vitest';
import { distinct } from '../../src/resolve/distinct.js';
import type { Frame, Value } from '../../src/resolve/values.js';

const constant = (value: string | number | null): Value => ({ kind: 'constant', value });
const list = (...elements: readonly Value[]): Value => ({ kind: 'list', elements });

const frame: Frame = {
  file: 'a.ts',
  function: 1,
  arguments: [],
  receiver: null,
  outer: null,
  depth: 1,
};

const method = (closure: Frame | null): Value => ({
  kind: 'function',
  file: 'a.ts',
  function: 2,
  closure,
});

describe('distinct', () => {
  it('keeps the first of values that mean the same, in their order', () => {
    expect(distinct([constant(1), constant('1'), constant(1)])).toEqual([
      constant(1),
      constant('1'),
    ]);
  });

  it('takes numbers that are none for no value', () => {
    expect(distinct([constant(NaN), constant(null), constant(NaN)])).toEqual([constant(NaN)]);
  });

  it('tells functions apart by the call that they were made in', () => {
    expect(distinct([method(null), method(frame), method(null), method(frame)])).toHaveLength(2);
    expect(distinct([method(frame), method({ ...frame })])).toHaveLength(2);
  });

  it('looks into lists, and no further than two lists within a list', () => {
    const flat = (): Value => list(constant(1), constant(2));
    expect(distinct([flat(), flat(), list(constant(2), constant(1)), list()])).toHaveLength(3);
    const deep = (): Value => list(list(flat()));
    expect(distinct([deep(), deep()])).toHaveLength(1);
    const deeper = (): Value => list(deep());
    expect(distinct([deeper(), deeper()])).toHaveLength(2);
  });

  it('finds the same among many', () => {
    const numbers = Array.from({ length: 40 }, (_, index) => constant(index % 20));
    const others = [method(null), list(constant(NaN)), constant(NaN)];
    const found = distinct([...others, ...numbers, ...others, constant(null)]);
    expect(found).toEqual([...others, ...numbers.slice(0, 20)]);
  });

  it('stops where there are more values than say anything', () => {
    expect(distinct(Array.from({ length: 500 }, (_, index) => constant(index)))).toHaveLength(200);
  });
});
