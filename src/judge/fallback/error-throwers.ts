import type { Judging } from '../judging.js';
import type { Point } from '../code/points.js';
import { isConditional } from './handler-paths.js';

/** `fail('no user', 422)`: a function of the repository that does nothing but throw. */
export const throwsAlways = (judging: Judging, point: Point): boolean =>
  judging.callees(point).some((value) => {
    if (value.kind !== 'function') return false;
    const { file, function: id } = value;
    const map = judging.map(file);
    const fact = map?.facts.functions[id];
    if (map === null || fact === undefined || fact.returns.length > 0) return false;
    return map.statements('throw', id).some((one) => !isConditional(map, one, fact.start));
  });
