import type { Evidence } from '../../model/location.js';
import type { PracticeName, Sign, SignCondition } from '../../model/practice.js';
import type { Value } from '../../resolve/values.js';
import { placeOf } from '../judging.js';
import { parsePlace, itemAt } from '../settings/places.js';
import type { FunctionPlace } from '../code/points.js';
import { findSetting, type Subject } from '../settings/settings.js';
import { closesSomething } from './closing.js';
import type { Ground } from './ground.js';
import { standsAroundCalls } from './near-calls.js';
import { functionsOf } from './reach.js';
import type { ToolUse } from './tool-uses.js';

/** A place that shows a practice, wholly or in part. */
export interface Shown {
  readonly of: PracticeName;
  readonly extent: 'full' | 'partial';
  readonly evidence: Evidence;
}

/** What a call of a tool shows: the first sign of each practice whose condition holds. */
export function shownBy(ground: Ground, use: ToolUse): readonly Shown[] {
  const subject = subjectOf(use);
  const shown = new Map<PracticeName, Shown>();
  for (const sign of use.action.shows ?? []) {
    if (shown.has(sign.of) || !holds(ground, subject, sign.if)) continue;
    const start = ground.tools.call(use.point)?.start ?? 0;
    const evidence = ground.tools.evidence({ file: use.point.file, start, what: sign.what });
    shown.set(sign.of, { of: sign.of, extent: extentOf(ground, use, sign), evidence });
  }
  return [...shown.values()];
}

export const subjectOf = ({ on, point, operation }: ToolUse): Subject => ({
  on,
  point,
  operation,
  frame: null,
});

function extentOf(ground: Ground, use: ToolUse, sign: Sign): Shown['extent'] {
  if (sign.extent === 'partial') return 'partial';
  if (sign.around === 'calls' && !standsAroundCalls(ground, use.point)) return 'partial';
  const { closing } = sign;
  if (closing === undefined) return 'full';
  const handlers = closing.flatMap((at) => functionsStanding(ground, subjectOf(use), at));
  return closesSomething(ground, handlers) ? 'full' : 'partial';
}

function holds({ tools }: Ground, subject: Subject, condition: SignCondition | undefined): boolean {
  if (condition === undefined) return true;
  const { at, is, not } = condition;
  return at.some((place) => {
    const found = findSetting(tools, subject, place);
    if (found.state !== 'set') return false;
    if (is !== undefined) return found.values.some((value) => isOneOf(value, is));
    return not === undefined || !isAlways(found.values, not);
  });
}

const isOneOf = (value: Value, accepted: readonly unknown[]): boolean =>
  value.kind === 'constant' && accepted.includes(value.value);

const isAlways = (values: readonly Value[], excluded: readonly unknown[]): boolean =>
  values.length > 0 && values.every((value) => isOneOf(value, excluded));

/** Functions of the repository at a place of a call; all of an object or list that stands there. */
export function functionsStanding(
  ground: Ground,
  subject: Subject,
  at: string,
): readonly FunctionPlace[] {
  const found = findSetting(ground.tools, subject, at);
  const values = found.state === 'set' ? found.values : argumentValues(ground, subject, at);
  return values.flatMap((value) => functionsWithin(ground, value));
}

/** A parameter that callers fill in is followed where it is the argument itself. */
function argumentValues({ judging }: Ground, { point }: Subject, at: string): readonly Value[] {
  const place = parsePlace(at);
  const call = judging.call(point);
  if (place.from !== 'call' || place.path.length > 0 || call === undefined) return [];
  const argument = itemAt(call.arguments, place.index ?? 0);
  return argument === undefined
    ? []
    : judging.resolver.evaluate(argument, placeOf(point.file, call));
}

function functionsWithin(ground: Ground, value: Value): readonly FunctionPlace[] {
  if (value.kind === 'list') return value.elements.flatMap((one) => functionsWithin(ground, one));
  if (value.kind !== 'object') return functionsOf(ground.judging, value);
  return value.expression.properties.flatMap((property) =>
    ground.judging.resolver
      .evaluate(property.value, value.place)
      .flatMap((one) => functionsOf(ground.judging, one)),
  );
}
