import { memberName, type Judging } from '../judging.js';
import { dispatchingCalls } from './dispatching-calls.js';
import { isRunOnlyByName } from './invocations.js';
import { functionKey, pointKey, type FunctionPlace, type Point } from './points.js';

/** More functions of a name say nothing about one call. */
const MOST_FUNCTIONS = 200;

type ByCall = ReadonlyMap<string, readonly FunctionPlace[]>;

const known = new WeakMap<Judging, Map<string, ByCall>>();

/** What a call by name on a receiver that nothing is known of may run: `commands.get(name).execute()`. */
export function dispatchedBy(judging: Judging, point: Point): readonly FunctionPlace[] {
  const call = judging.call(point);
  const name = call === undefined ? null : memberName(call);
  if (name === null || !judging.names.isFunction(name)) return [];
  const names = known.get(judging) ?? new Map<string, ByCall>();
  known.set(judging, names);
  const byCall = names.get(name) ?? byCallOf(judging, name);
  names.set(name, byCall);
  return byCall.get(pointKey(point)) ?? [];
}

function byCallOf(judging: Judging, name: string): ByCall {
  const functions = judging.names.functionsUnder(name);
  const found = new Map<string, FunctionPlace[]>();
  if (functions.length > MOST_FUNCTIONS) return found;
  for (const one of functions) {
    // What is registered is run for that.
    if (judging.handlers.has(functionKey(one))) continue;
    const points = dispatchingCalls(judging, one);
    if (points.length === 0 || !isRunOnlyByName(judging, one)) continue;
    for (const key of points.map(pointKey)) {
      const group = found.get(key);
      if (group === undefined) found.set(key, [one]);
      else group.push(one);
    }
  }
  return found;
}
