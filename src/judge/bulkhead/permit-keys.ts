import type { ClientAction } from '../../model/catalog.js';
import type { CallFact, Expression } from '../../parse/facts.js';
import { lastName } from '../../resolve/indexes/callee-names.js';
import type { ExternalValue, Place, Value } from '../../resolve/values.js';
import { placeOf, type Judging } from '../judging.js';
import type { Point } from '../code/points.js';

/** What a permit is asked for by a catalogued lock: the action, and whose it is. */
export interface PermitCall {
  readonly on: ExternalValue;
  readonly action: ClientAction;
  readonly point: Point;
}

/** `lock.acquire(`jail:${user}`)`: one at a time for each key bounds nothing in all. */
function isKeyed(judging: Judging, expression: Expression, place: Place): boolean {
  const key = expression.kind === 'array' ? expression.elements[0] : expression;
  if (key === undefined || key.kind === 'object' || key.kind === 'function') return false;
  if (NO_KEY.test(lastName(key) ?? '')) return false;
  const values = judging.resolver.evaluate(key, place).flatMap(elementsOf);
  return values.length === 0 || values.some(isPartlyKnown);
}

/** Whether a permit of a catalogued lock is one of many, told apart by a key. */
export function isPermitKeyed(judging: Judging, { on, action, point }: PermitCall): boolean {
  const [from, position] = (action.permit?.key ?? '').split('.');
  const index = Number(position);
  if (from === 'instance') {
    return on.creations.some(({ arguments: given, place }) => {
      const key = given[index];
      return key !== undefined && isKeyed(judging, key, place);
    });
  }
  const call = from === 'call' ? judging.call(point) : undefined;
  const key = call?.arguments[index];
  return call !== undefined && key !== undefined && isKeyedAt(judging, point.file, { call, key });
}

/** The same for a key among the arguments of a call. */
export const isKeyedAt = (
  judging: Judging,
  file: string,
  { call, key }: { readonly call: CallFact; readonly key: Expression },
): boolean => isKeyed(judging, key, placeOf(file, call));

/** A list of keys that is held elsewhere: `const RESOURCES = ['orders']`. */
const elementsOf = (value: Value): readonly Value[] =>
  value.kind === 'list' ? value.elements : [value];

/** A text with a part that nothing is known of, or what a type alone says. */
const isPartlyKnown = (value: Value): boolean =>
  value.kind === 'constant'
    ? String(value.value).includes('${}')
    : value.kind === 'package' || value.kind === 'shape';

/** What else is said of a permit. */
const NO_KEY = /weight|count|permit|priority|signal|timeout|ms$|option/i;
