import type { CodeMap } from '../code/code-map.js';
import { isNewPromise, type Judging } from '../judging.js';
import type { FunctionPlace } from '../code/points.js';
import { isOnOutagePath, leaves, type Handler } from './handler-paths.js';

/** Whether whoever runs a function is given no value by it, so that none can take its place. */
export function givesNothing(judging: Judging, { file, function: id }: FunctionPlace): boolean {
  const map = judging.map(file);
  const fact = map?.facts.functions[id];
  if (map === null || fact === undefined || id === 0) return false;
  return fact.returns.length === 0 && !isExecutor(map, id);
}

/** `new Promise((resolve) => …)` gives what it resolves with. */
function isExecutor(map: CodeMap, id: number): boolean {
  const place = map.argumentOfFunction(id);
  return place !== undefined && isNewPromise(map.facts.calls[place.call]);
}

/** `let rows; try { rows = await load(); } catch { return; }` in such a function: all that follows is left out. */
export function leavesWithNothing(judging: Judging, handler: Handler): boolean {
  const map = judging.map(handler.file);
  if (map === null || !givesNothing(judging, handler)) return false;
  const exit = map
    .within(handler.span, handler.function)
    .find((one) => leaves(one) && isOnOutagePath(map, handler, one));
  return exit?.kind === 'return' && exit.value === null;
}
