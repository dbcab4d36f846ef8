import { describe, expect, it } from 'vitest';
import * as runtime from '@resilint/runtime';
import { scenarios } from '../../bench/runtime/scenarios.mjs';

interface Scenario {
  readonly title: string;
  readonly ours: (library: typeof runtime) => Promise<boolean>;
}

// The same scenarios are run against opossum and cockatiel by bench/runtime/defects.mjs.
describe('where other libraries go wrong', () => {
  it.each(scenarios as readonly Scenario[])('$title', async ({ ours }) => {
    expect(await ours(runtime)).toBe(true);
  });

  it('are eighteen situations', () => {
    expect(scenarios).toHaveLength(18);
  });
});
