import { expect, it } from 'vitest';
import { scriptRuns } from '../../src/detect/contexts/task-scripts.js';

it('a script that looks at the sources, or measures the service, runs a task', () => {
  const taskOf = (script: string): string | undefined =>
    scriptRuns(
      { dir: '.', scripts: { [script]: 'node scripts/run.js' }, ranges: {}, versions: {} },
      'scripts/run.js',
    ).task;
  expect(taskOf('lighthouse')).toBe('lighthouse');
  expect(taskOf('audit:deps')).toBe('audit:deps');
  expect(taskOf('db:seed')).toBe('db:seed');
  expect(taskOf('gateway')).toBeUndefined();
});
