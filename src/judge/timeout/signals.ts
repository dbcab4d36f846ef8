import type { CallFact, Expression } from '../../parse/facts.js';
import { lastName } from '../../resolve/indexes/callee-names.js';
import { children } from '../../resolve/expressions/children.js';
import type { ExternalValue, Value } from '../../resolve/values.js';
import type { CodeMap } from '../code/code-map.js';
import type { Judging } from '../judging.js';
import { placeOf } from '../judging.js';
import type { Bound } from '../surroundings/layers.js';
import { numberOf } from '../settings/readings.js';
import { isSame } from '../settings/settings.js';
import type { Mark, Point } from '../code/points.js';

/** The platform's signals as the catalogue describes them. */
const PLATFORM = 'AbortSignal';

/** What a signal does for a call: it fires after a time, on demand of someone else, or never. */
export type SignalReading =
  | { readonly fires: 'timed'; readonly bound: Bound; readonly mark: Mark | null }
  | { readonly fires: 'never' | 'elsewhere' | 'unknown' };

export function readSignal(judging: Judging, values: readonly Value[]): SignalReading {
  const readings = values.map((value) => readOne(judging, value));
  return (
    readings.find(({ fires }) => fires === 'timed') ??
    readings.find(({ fires }) => fires === 'elsewhere') ??
    // Where only some of what may be handed in is known, the rest may well abort.
    readings.find(({ fires }) => fires === 'unknown') ??
    readings.find(({ fires }) => fires === 'never') ?? { fires: 'unknown' }
  );
}

function readOne(judging: Judging, value: Value): SignalReading {
  if (value.kind !== 'external' || value.client.client !== PLATFORM) return { fires: 'unknown' };
  switch (value.type) {
    case 'TimeoutSignal':
      return timeoutSignal(judging, value);
    case 'JoinedSignal':
      return joinedSignal(judging, value);
    case 'ControllerSignal':
      return controllerSignal(judging, value);
    default:
      return { fires: 'unknown' };
  }
}

function timeoutSignal(judging: Judging, { creations: [made] }: ExternalValue): SignalReading {
  const duration = made?.arguments[0];
  if (made === undefined || duration === undefined) return { fires: 'unknown' };
  const ms = numberOf(judging.resolver.evaluate(duration, made.place));
  const mark = { file: made.place.file, start: made.start, what: 'AbortSignal.timeout' };
  return { fires: 'timed', bound: ms === undefined ? {} : { ms }, mark };
}

/** `AbortSignal.any([…])` fires with the first of its signals. */
function joinedSignal(judging: Judging, { creations: [made] }: ExternalValue): SignalReading {
  const [joined] = made?.arguments ?? [];
  if (made === undefined || joined === undefined) return { fires: 'unknown' };
  const values = judging.resolver
    .evaluate(joined, made.place)
    .flatMap((value) => (value.kind === 'list' ? value.elements : []));
  const reading = readSignal(judging, values);
  return reading.fires === 'unknown' ? { fires: 'elsewhere' } : reading;
}

/** The signal of a controller fires when something aborts the controller: perhaps a timer. */
function controllerSignal(judging: Judging, signal: ExternalValue): SignalReading {
  const aborts = abortsOf(judging, signal);
  for (const point of aborts) {
    const timer = timerAround(judging, point);
    if (timer !== null) return timer;
  }
  return aborts.length === 0 && isKeptInside(judging, signal)
    ? { fires: 'never' }
    : { fires: 'elsewhere' };
}

/** The controller stays in a variable of its function: nobody else can abort it. */
function isKeptInside(judging: Judging, { creations: [made] }: ExternalValue): boolean {
  const map = made === undefined ? null : judging.map(made.place.file);
  const call = map?.facts.calls.find(({ start }) => start === made?.start);
  if (map === null || call?.variable === undefined || call.function === 0) return false;
  const isOwn = map.facts.bindings[call.variable]?.function === call.function;
  return isOwn && !isGivenAway(map, call, call.variable);
}

/** The variable itself is handed to a call, returned or kept elsewhere. */
function isGivenAway({ facts }: CodeMap, { function: id }: CallFact, variable: number): boolean {
  return [
    ...facts.calls.flatMap((call) => call.arguments),
    ...(facts.functions[id]?.returns ?? []),
    ...facts.writes.map(({ value }) => value),
  ].some((one) => mentionsWhole(one, variable));
}

/** Mentions the variable itself, and not only a member of it. */
function mentionsWhole(root: CallFact['callee'], binding: number): boolean {
  if (root.kind === 'name') return root.binding === binding;
  if (root.kind === 'member') return false;
  return children(root).some((one) => mentionsWhole(one, binding));
}

/** Calls that abort the controller, or hand its `abort` to something. */
function abortsOf(judging: Judging, signal: ExternalValue): readonly Point[] {
  const called = judging.names.calls('abort').filter((point) => {
    const callee = judging.call(point)?.callee;
    return (
      callee?.kind === 'member' && isController(judging, { point, object: callee.object }, signal)
    );
  });
  const handed = judging.names.arguments('abort').filter((point) => {
    const argument = judging.call(point)?.arguments[point.index];
    const object =
      argument?.kind === 'member' ? argument.object : boundObject(judging, point, argument);
    return object !== undefined && isController(judging, { point, object }, signal);
  });
  return [...called, ...handed];
}

function boundObject(
  judging: Judging,
  point: Point,
  argument: Expression | undefined,
): Expression | undefined {
  if (argument?.kind !== 'call') return undefined;
  const bind = judging.facts(point.file)?.calls[argument.call];
  return bind?.arguments[0];
}

function isController(
  judging: Judging,
  { point, object }: { readonly point: Point; readonly object: Expression },
  signal: ExternalValue,
): boolean {
  const call = judging.call(point);
  if (call === undefined) return false;
  return judging.resolver
    .evaluate(object, placeOf(point.file, call))
    .some((value) => value.kind === 'external' && isSame(value, signal));
}

/** `setTimeout(() => controller.abort(), ms)`, with the call itself or the function around it. */
function timerAround(judging: Judging, point: Point): SignalReading | null {
  const map = judging.map(point.file);
  const call = judging.call(point);
  if (map === null || call === undefined) return null;
  const around = map.argumentOfFunction(call.function);
  const timer = isTimer(call) ? call : around && map.facts.calls[around.call];
  if (timer === undefined || !isTimer(timer)) return null;
  const duration = timer.arguments[1];
  if (duration === undefined) return null;
  const ms = numberOf(judging.resolver.evaluate(duration, placeOf(point.file, timer)));
  const mark = { file: point.file, start: timer.start, what: 'a timer that aborts' };
  return { fires: 'timed', bound: ms === undefined ? {} : { ms }, mark };
}

const isTimer = ({ callee }: CallFact): boolean => lastName(callee) === 'setTimeout';
