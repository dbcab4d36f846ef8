import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { assess } from '../../src/assess.js';

const fixture = (name: string): string =>
  fileURLToPath(new URL(`../../fixtures/${name}`, import.meta.url));

describe('a service that bounds its calls, retries with pauses and says how it is', () => {
  const { maturity } = assess({ root: fixture('guarded-reviews'), cache: false });

  it('reaches level 1 by what its sources show alone', () => {
    expect(maturity.level).toBe(1);
    const basic = maturity.levels.find(({ level }) => level === 1);
    expect(basic?.requirements.map(({ criterion, state }) => `${criterion} ${state}`)).toEqual([
      'timeouts holds',
      'retries holds',
      'backoff holds',
      'health holds',
    ]);
  });

  it('is scored by what its breakers and limits are set to', () => {
    const criteria = new Map(
      maturity.areas.flatMap(({ criteria: all }) => all.map((one) => [one.id, one.tally])),
    );
    expect(criteria.get('backoff')).toEqual([{ status: 'jittered', count: 3 }]);
    expect(criteria.get('breaker-threshold')).toContainEqual({ status: 'windowed', count: 1 });
    expect(criteria.get('breaker-metrics')).toContainEqual({ status: 'observed', count: 2 });
    expect(criteria.get('acquire-timeout')).toContainEqual({ status: 'bounded', count: 2 });
  });
});
