import { answerOf } from './answers-read.js';
import { failedSide } from './answered-failures.js';
import type { Handled } from './handlers.js';
import { invocationsOf } from '../code/invocations.js';
import type { Judging } from '../judging.js';
import type { FunctionPlace, Point } from '../code/points.js';

/**
 * Whether all who are given an empty answer in the place of a failure refuse it: `if (user === null)
 * throw …`. To them it is the failure itself.
 */
export function isRefusedByAll(judging: Judging, place: FunctionPlace): boolean {
  const invocations = invocationsOf(judging, place);
  return (
    invocations.length > 0 &&
    invocations.every(({ point, layers, isDetached }) => {
      return !isDetached && layers.length === 0 && isRefused(judging, point);
    })
  );
}

/** Only what throws: `if (!message) return` goes on without it. */
const REFUSES: ReadonlySet<Handled> = new Set(['thrown-answer', 'passed-on']);

const namesNone = (): boolean => false;

function isRefused(judging: Judging, point: Point): boolean {
  const map = judging.map(point.file);
  const read = map === null ? null : answerOf(map, point.call, namesNone);
  if (map === null || read === null || read.wholes.length === 0) return false;
  const said = failedSide(judging, map, {
    read: { ...read, others: read.wholes },
    namesFailure: namesNone,
  });
  return said !== null && REFUSES.has(said);
}
