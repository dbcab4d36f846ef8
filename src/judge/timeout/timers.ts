import { followsPromise } from '../code/continuations.js';
import type { CallFact, CallId, Expression } from '../../parse/facts.js';
import { lastName } from '../../resolve/indexes/callee-names.js';
import type { Place, Value } from '../../resolve/values.js';
import { endsWait } from './ending-timers.js';
import { isNewPromise, placeOf, type Judging } from '../judging.js';
import type { Bound, Layer } from '../surroundings/layers.js';
import type { Point } from '../code/points.js';
import { numberOf } from '../settings/readings.js';

const DEEPEST = 4;

/** `Promise.race([call(), timer])`: a bound where one of the contestants is a timer. */
export function raceLayer(judging: Judging, point: Point): Layer | null {
  const call = judging.call(point);
  const [contestants] = call?.arguments ?? [];
  if (call === undefined || contestants?.kind !== 'array') return null;
  const place = placeOf(point.file, call);
  for (const expression of contestants.elements) {
    const bound = timerIn(judging, { expression, place, depth: 0 });
    if (bound !== null) {
      const mark = { file: point.file, start: call.start, what: 'a race against a timer' };
      return { mark, by: 'race', timeout: bound };
    }
  }
  return null;
}

interface Search {
  readonly expression: Expression;
  readonly place: Place;
  readonly depth: number;
}

/** The time after which a promise settles by itself; null where no timer is known to settle it. */
function timerIn(judging: Judging, { expression, place, depth }: Search): Bound | null {
  if (depth > DEEPEST) return null;
  if (expression.kind === 'await' || expression.kind === 'cast') {
    return timerIn(judging, { expression: expression.value, place, depth });
  }
  if (expression.kind === 'name' && expression.binding !== null) {
    const value = judging.facts(place.file)?.bindings[expression.binding]?.value;
    return value === undefined
      ? null
      : timerIn(judging, { expression: value, place, depth: depth + 1 });
  }
  return expression.kind === 'call'
    ? timerOfCall(judging, expression.call, { place, depth })
    : null;
}

function timerOfCall(
  judging: Judging,
  id: CallId,
  { place, depth }: { readonly place: Place; readonly depth: number },
): Bound | null {
  const call = judging.facts(place.file)?.calls[id];
  if (call === undefined) return null;
  const at: Place = { ...place, function: call.function, class: call.class };
  if (isNewPromise(call)) return timerWithin(judging, call, at);
  const { callee } = call;
  if (callee.kind === 'member' && followsPromise(call)) {
    return timerIn(judging, { expression: callee.object, place: at, depth: depth + 1 });
  }
  for (const value of judging.resolver.evaluate(callee, at)) {
    const bound = timerOfCallee(judging, value, { call, place: at, depth });
    if (bound !== null) return bound;
  }
  return null;
}

interface Calling {
  readonly call: CallFact;
  readonly place: Place;
  readonly depth: number;
}

function timerOfCallee(judging: Judging, value: Value, { call, place }: Calling): Bound | null {
  if (value.kind === 'package') {
    const isDelay =
      /timers\/promises$|^delay$/.test(value.packageName) ||
      /^(delay|sleep|timeout)$/.test(value.path);
    return isDelay ? boundOf(judging, call.arguments[0], place) : null;
  }
  if (value.kind !== 'function') return null;
  const fact = judging.facts(value.file)?.functions[value.function];
  if (fact === undefined) return null;
  const frame = {
    file: value.file,
    function: value.function,
    arguments: call.arguments.map((expression) => ({ expression, place })),
    receiver: value.receiver ?? null,
    outer: value.closure,
    depth: 1,
  };
  const inside: Place = { file: value.file, function: value.function, class: null, frame };
  return timerWithin(judging, fact, inside);
}

/** A `setTimeout` inside a span of code that ends the wait; one that only starts itself anew does not. */
function timerWithin(
  judging: Judging,
  span: { readonly start: number; readonly end: number },
  place: Place,
): Bound | null {
  const map = judging.map(place.file);
  for (const id of map?.callsWithin(span) ?? []) {
    const call = map?.facts.calls[id];
    const isTimer = call !== undefined && lastName(call.callee) === 'setTimeout';
    if (map !== null && isTimer && endsWait(map, call)) {
      const at = { ...place, function: call.function };
      return boundOf(judging, call.arguments[1] ?? call.arguments[0], at);
    }
  }
  return null;
}

function boundOf(judging: Judging, duration: Expression | undefined, place: Place): Bound {
  const ms = duration && numberOf(judging.resolver.evaluate(duration, place));
  return ms === undefined ? {} : { ms };
}

/** A promise that an own timer settles: `new Promise((resolve, reject) => { setTimeout(reject, ms); … })`. */
export function promiseTimer(judging: Judging, point: Point): Layer | null {
  const call = judging.call(point);
  if (call === undefined) return null;
  const bound = timerWithin(judging, call, placeOf(point.file, call));
  if (bound === null) return null;
  const mark = { file: point.file, start: call.start, what: 'a timer that settles the promise' };
  return { mark, by: 'race', timeout: bound };
}
