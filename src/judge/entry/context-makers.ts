import type { Judging } from '../judging.js';
import type { FunctionPlace } from '../code/points.js';
import type { Entering } from './entering.js';
import { functionsOf } from './functions-of.js';

/** Functions that make what the handlers of a server are handed, which run before them. */
export function contextMakers(judging: Judging, { on, point }: Entering): readonly FunctionPlace[] {
  const { dir } = judging.owner(point.file);
  return judging.resolver.index
    .sharedContexts()
    .filter(({ client, place }) => client === on.client && judging.owner(place.file).dir === dir)
    .flatMap(({ expression, place }) => functionsOf(judging, expression, place));
}
