import type { Place } from '../../resolve/values.js';
import type { Judging } from '../judging.js';
import { enteringCalls, type Entering } from './entering.js';

/** Which member of which object is called may come from the caller, or the turn of a loop, as well. */
export function reframed(judging: Judging, entering: Entering, place: Place): Entering {
  const { client } = entering.on;
  const all = enteringCalls(judging, entering.point, { place });
  const same = all.find(({ on, action }) => on.client === client && action.registers !== undefined);
  return same ?? { ...entering, place };
}
