import { describe, expect, it } from 'vitest';
import { retryAfterOf } from '../../../src/runtime/src/retry/retry-after.js';

const now = Date.UTC(2026, 0, 1);

describe('the pause that a server asks for', () => {
  it.each([
    ['seconds in a header of an error', { headers: { 'retry-after': '3' } }, 3_000],
    ['seconds in a header of its response', { response: { headers: { 'retry-after': 2 } } }, 2_000],
    ['seconds in fetch headers', { headers: new Headers({ 'Retry-After': '5' }) }, 5_000],
    ['a date', { headers: { 'retry-after': new Date(now + 7_000).toUTCString() } }, 7_000],
    ['milliseconds of a policy', { retryAfterMs: 40 }, 40],
    ['no milliseconds', { retryAfterMs: 0 }, 0],
  ])('is read from %s', (_what, end, expected) => {
    expect(retryAfterOf(end, now)).toBe(expected);
  });

  it.each([
    ['nothing', undefined],
    ['null', null],
    ['a string', 'down'],
    ['an error without headers', new Error('down')],
    ['headers without it', { headers: {} }],
    ['an empty header', { headers: { 'retry-after': '' } }],
    ['nonsense', { headers: { 'retry-after': 'soon' } }],
    ['a date that has passed', { headers: { 'retry-after': new Date(now - 1_000).toUTCString() } }],
    ['no seconds', { headers: { 'retry-after': '0' } }],
  ])('is none for %s', (_what, end) => {
    expect(retryAfterOf(end, now)).toBe(0);
  });
});
