import { describe, expect, test } from 'vitest';
import { groupByDependency } from '../../src/detect/dependencies.js';
import { sampleCall } from '../report/sample-assessment.js';

describe('dependencies', () => {
  test('gather the calls and the clients that reach them', () => {
    const calls = [
      sampleCall({ id: '1', dependency: 'users', client: 'fetch' }),
      sampleCall({ id: '2', dependency: 'users', client: 'axios' }),
      sampleCall({ id: '3', dependency: 'users', client: 'fetch' }),
    ];
    expect(groupByDependency(calls)).toEqual({
      calls,
      dependencies: [
        {
          id: 'users',
          name: 'users',
          kind: 'http',
          clients: ['axios', 'fetch'],
          callCount: 3,
          calls: ['1', '2', '3'],
        },
      ],
    });
  });

  test('with the most calls come first, then those with the smaller id', () => {
    const calls = ['b', 'c', 'a', 'c'].map((dependency) => sampleCall({ dependency }));
    const { dependencies } = groupByDependency(calls);
    expect(dependencies.map(({ id }) => id)).toEqual(['c', 'a', 'b']);
  });

  test('of different kinds stay apart where they share a name', () => {
    const calls = [
      sampleCall({ dependency: 'localhost', kind: 'http' }),
      sampleCall({ dependency: 'localhost', kind: 'db' }),
    ];
    const grouped = groupByDependency(calls);
    expect(grouped.calls.map(({ dependency }) => dependency)).toEqual([
      'http:localhost',
      'db:localhost',
    ]);
    expect(grouped.dependencies.map(({ id, name }) => `${id} is ${name}`)).toEqual([
      'db:localhost is localhost',
      'http:localhost is localhost',
    ]);
  });
});
