import { countOf, grouped } from '../../text/count-of.js';
import type { Coverage, Covered } from './coverage-of-calls.js';

/** How a dependency fails: by not answering, by errors, by overload. */
export function failureLines(count: number, unbounded: number, coverage: Coverage): string[] {
  if (count === 0) return ['No call waits for it: it is only connected to or closed.'];
  return [
    `When it stalls: ${stalled(count, unbounded, coverage.timeout)}.`,
    `When it fails: ${failed(count, coverage)}.`,
    `When it is slow for long: ${cutOff(coverage.breaker)}, and ${limited(coverage.bulkhead)}.`,
  ];
}

/** "its only call", "all 43 calls", "3 of 43 calls". */
function part(some: number, count: number): string {
  if (count === 1) return 'its only call';
  return some === count
    ? `all ${countOf(count, 'call')}`
    : `${grouped(some)} of ${grouped(count)} calls`;
}

function stalled(count: number, unbounded: number, { unknown }: Covered): string {
  const open = unbounded > 0 ? `${part(unbounded, count)} can wait without end` : '';
  const unread = unknown > 0 ? `how long ${part(unknown, count)} can wait is not known` : '';
  const all =
    count === 1 ? 'its only call ends by itself' : `${part(count, count)} end by themselves`;
  return [open, unread].filter((text) => text !== '').join('; ') || all;
}

function failed(count: number, { fallback, retry }: Coverage): string {
  const told = (some: number, one: string, many: string): string[] => {
    if (some === 0) return [];
    return count === 1 ? [`its only call ${one}`] : [`${grouped(some)} ${some === 1 ? one : many}`];
  };
  const answers = [
    ...told(fallback.full, 'has an alternative', 'have an alternative'),
    ...told(
      fallback.part,
      'answers with an honest error, or has an alternative on some paths',
      'answer with an honest error, or have an alternative on some paths',
    ),
    ...told(fallback.none, 'hands the error on', 'hand the error on'),
    ...told(fallback.unknown, 'cannot be judged', 'cannot be judged'),
  ];
  const again = told(retry.full, 'is tried again first', 'are tried again first');
  const of = count === 1 ? '' : `of ${countOf(count, 'call')}, `;
  return `${of}${[answers.join(', '), ...again.map((text) => text.replace('its only call', 'it'))].join('; ')}`;
}

function cutOff({ full, part: some }: Covered): string {
  if (full > 0) return `breakers cut off ${countOf(full, 'call')}`;
  return some > 0
    ? `breakers cut off ${countOf(some, 'call')} on some paths only`
    : 'no breaker cuts it off';
}

function limited({ full, part: some }: Covered): string {
  if (full > 0) return `a limit holds for ${countOf(full, 'call')}`;
  return some > 0
    ? `a limit holds for ${countOf(some, 'call')} on some paths only`
    : 'nothing limits how many wait at once';
}
