import { describe, expect, it } from 'vitest';
import type { Call } from '../../../src/model/assessment.js';
import { Anchors } from '../../../src/report/html/anchors.js';
import { coverageOf, type Coverage } from '../../../src/report/html/coverage-of-calls.js';
import { factsOf } from '../../../src/report/html/facts.js';
import { failureLines } from '../../../src/report/html/failure-lines.js';
import { outageSentences, reaches } from '../../../src/report/html/outage.js';
import { worstCaseOf } from '../../../src/report/html/worst-case.js';
import { golden } from './report-of.js';

const orders = golden('express-orders');
const none = { full: 0, part: 0, none: 0, unknown: 0, asked: 0 };

const coverage = (changes: Partial<Coverage>): Coverage => ({
  ...{ timeout: none, retry: none, breaker: none, bulkhead: none, fallback: none },
  ...changes,
});

describe('how a dependency fails', () => {
  it('is told of a single call without counting it', () => {
    const handled = coverage({ fallback: { ...none, part: 1 }, retry: { ...none, full: 1 } });
    expect(failureLines(1, 1, handled)).toEqual([
      'When it stalls: its only call can wait without end.',
      'When it fails: its only call answers with an honest error, or has an alternative on some paths; it is tried again first.',
      'When it is slow for long: no breaker cuts it off, and nothing limits how many wait at once.',
    ]);
  });

  it('leaves out what is so of no call, and tells what is not known', () => {
    const mixed = coverage({
      timeout: { ...none, unknown: 965 },
      fallback: { ...none, full: 1, none: 2 },
      bulkhead: { ...none, part: 2 },
    });
    expect(failureLines(1057, 92, mixed)).toEqual([
      'When it stalls: 92 of 1,057 calls can wait without end; how long 965 of 1,057 calls can wait is not known.',
      'When it fails: of 1,057 calls, 1 has an alternative, 2 hand the error on.',
      'When it is slow for long: no breaker cuts it off, and a limit holds for 2 calls on some paths only.',
    ]);
  });

  it('says that all calls end where they do', () => {
    expect(failureLines(3, 0, coverage({}))[0]).toBe(
      'When it stalls: all 3 calls end by themselves.',
    );
  });
});

describe('the worst case', () => {
  const [call] = orders.calls;
  const ending = (id: string): Call => ({
    ...call!,
    id,
    protection: { ...call!.protection, timeout: { status: 'bounded' } },
  });

  it('is the longest known, and more where some are not known', () => {
    const times = new Map([
      ['a', 8000],
      ['b', 2000],
    ]);
    expect(worstCaseOf([ending('a'), ending('b')], times)).toBe('8 s');
    expect(worstCaseOf([ending('a'), ending('c')], times)).toBe('8 s or more');
    expect(worstCaseOf([ending('c')], times)).toBe('not known');
  });

  it('is told in minutes where seconds are too many', () => {
    expect(worstCaseOf([ending('a')], new Map([['a', 1_200_000]]))).toBe('20 min');
    expect(worstCaseOf([ending('a')], new Map([['a', 300_000]]))).toBe('300 s');
  });
});

describe('what an outage would hit', () => {
  it('counts entry points apart that wait for what could not be read', () => {
    const unread = orders.calls.map((call, index) =>
      index % 2 === 0
        ? call
        : {
            ...call,
            protection: {
              ...call.protection,
              timeout: { status: 'unknown', reason: 'its value could not be read' } as const,
            },
          },
    );
    const facts = factsOf({ ...orders, calls: unread });
    const reached = reaches(facts);
    for (const { hanging, uncertain, entryPoints } of reached) {
      expect([...uncertain].filter((id) => hanging.has(id))).toEqual([]);
      expect(hanging.size + uncertain.size).toBeLessThanOrEqual(entryPoints.size);
    }
    const told = outageSentences(facts, reached, new Anchors()).map((one) => one.consequence);
    expect(told.some((text) => /without end, and \d+ more perhaps$/.test(text))).toBe(true);
  });
});

it('nothing is asked where there is no call', () => {
  expect(coverageOf([]).timeout).toEqual(none);
});
