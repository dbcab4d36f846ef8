import { describe, expect, test } from 'vitest';
import { groupBy } from '../../src/text/group-by.js';

describe('grouping', () => {
  test('keeps the order of groups and of what is in them', () => {
    const groups = groupBy(['bb', 'a', 'cc', 'd'], ({ length }) => length);
    expect([...groups]).toEqual([
      [2, ['bb', 'cc']],
      [1, ['a', 'd']],
    ]);
  });

  test('leaves out what has no key', () => {
    expect([...groupBy([1, 2, 3], (one) => (one === 2 ? undefined : 'all'))]).toEqual([
      ['all', [1, 3]],
    ]);
  });
});
