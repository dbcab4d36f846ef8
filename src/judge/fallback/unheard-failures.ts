import { isNewPromise, type Judging } from '../judging.js';
import type { FunctionPlace } from '../code/points.js';

/**
 * `new Promise(async (resolve) => resolve(await load()))`: what an async executor throws rejects a
 * promise of its own that nobody has, and without `reject` nothing else tells of it.
 */
export function isUnheard(judging: Judging, { file, function: id }: FunctionPlace): boolean {
  const map = judging.map(file);
  const fact = map?.facts.functions[id];
  const place = map?.argumentOfFunction(id);
  if (map == null || fact === undefined || place === undefined) return false;
  return fact.async && fact.parameters.length < 2 && isNewPromise(map.facts.calls[place.call]);
}
