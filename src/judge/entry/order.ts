import type { Judging } from '../judging.js';
import { functionKey, type FunctionPlace, type Point } from '../code/points.js';
import type { Entering } from './entering.js';

const DEEPEST = 3;

/**
 * Whether what a call puts on a host stands in front of what others put there: `app.use(authorize)` behind
 * `app.get('/health', tell)` does not. Calls of which it is not known what comes first stand behind.
 */
export function isInFront(
  judging: Judging,
  { action, point, call }: Entering,
  others: readonly (Point | null)[],
): boolean {
  if (action.mounts?.middleware?.ordered !== true) return true;
  const around = { file: point.file, function: call.function };
  return others.some((other) => {
    const ends = other === null ? [] : endsWithin({ judging, around }, other);
    return ends.length === 0 || ends.some((end) => end >= call.end);
  });
}

interface Within {
  readonly judging: Judging;
  readonly around: FunctionPlace;
}

/** Where a call ends in a function, or the calls of the function that it stands in do. */
function endsWithin(within: Within, point: Point, depth = 0): readonly number[] {
  const { judging, around } = within;
  const call = judging.call(point);
  if (call === undefined) return [];
  const own = { file: point.file, function: call.function };
  if (functionKey(own) === functionKey(around)) return [call.end];
  if (depth >= DEEPEST) return [];
  return judging.targets.callersOf(own).flatMap((caller) => endsWithin(within, caller, depth + 1));
}
