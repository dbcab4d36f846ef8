import { followsPromise } from './continuations.js';
import type { CallFact, FunctionId } from '../../parse/facts.js';
import type { ClientType } from '../../model/catalog.js';
import type { ExternalValue, Value } from '../../resolve/values.js';
import type { CodeMap } from './code-map.js';
import { guardCall, guardLayers, guardLayersOf, type GuardCall } from '../surroundings/guards.js';
import { letsWorkIn } from './incoming.js';
import {
  globalMember,
  isNewPromise,
  isTimerCall,
  memberName,
  type Judging,
  placeOf,
} from '../judging.js';
import { ladderLayers } from '../fallback/ladders.js';
import type { Layer } from '../surroundings/layers.js';
import type { FunctionPlace, Point } from './points.js';
import { callsOfKept } from './kept-functions.js';
import { dispatchingCalls } from './dispatching-calls.js';
import { callsByKey } from './literal-keys.js';
import { namesOf } from './targets.js';

/** A place that makes a function run. */
export interface Invocation {
  readonly point: Point;
  /** What stands between the place and the function: guards and wrappers that run it. */
  readonly layers: readonly Layer[];
  /** Nobody waits for the function: a timer or an event runs it. */
  readonly isDetached: boolean;
}

/** Every known place that makes a function run; none for handlers that a framework runs. */
export function invocationsOf(judging: Judging, target: FunctionPlace): readonly Invocation[] {
  const known = knownInvocations(judging, target);
  const found = known.length > 0 ? known : dispatched(judging, target);
  const seen = new Set<string>();
  const distinct = found.filter(({ point }) => {
    const key = `${point.file}:${String(point.call)}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
  return byItsKind(judging, target, distinct);
}

/** What serves is judged by those who serve: a trial or a migration that runs it as well says nothing of them. */
function byItsKind(
  judging: Judging,
  { file }: FunctionPlace,
  found: readonly Invocation[],
): readonly Invocation[] {
  if (judging.isScript(file)) return found;
  const serving = found.filter(({ point }) => !judging.isScript(point.file));
  return serving.length > 0 ? serving : found;
}

/** Whether nothing is known to run a function but calls of its name. */
export const isRunOnlyByName = (judging: Judging, target: FunctionPlace): boolean =>
  knownInvocations(judging, target).length === 0;

const knownInvocations = (judging: Judging, target: FunctionPlace): readonly Invocation[] => [
  ...inlineInvocations(judging, target),
  ...ownCall(judging, target),
  ...calls(judging, target),
  ...references(judging, target),
  ...sent(judging, target),
];

function inlineInvocations(
  judging: Judging,
  { file, function: id }: FunctionPlace,
): readonly Invocation[] {
  const place = judging.map(file)?.argumentOfFunction(id);
  if (place === undefined) return [];
  return handedTo(
    judging,
    { file, call: place.call },
    { index: place.index, target: { file, function: id } },
  );
}

/** `(async () => { … })()`. */
function ownCall(judging: Judging, { file, function: id }: FunctionPlace): readonly Invocation[] {
  const call = judging.map(file)?.callOfFunction(id);
  return call === undefined ? [] : [{ point: { file, call }, layers: [], isDetached: false }];
}

/** Calls by name on a receiver that nothing is known of: the function is one of several behind it. */
const dispatched = (judging: Judging, target: FunctionPlace): readonly Invocation[] =>
  dispatchingCalls(judging, target).map((point) => ({ point, layers: [], isDetached: false }));

/** Calls that have a framework run what it keeps: `events.emit('paid', order)`. */
const sent = (judging: Judging, target: FunctionPlace): readonly Invocation[] =>
  judging.kept
    .sendersOf(target)
    .map(({ point, isUnawaited }) => ({ point, layers: [], isDetached: isUnawaited }));

/** Direct calls, by the names that the function is known by or as one of a table. */
function calls(judging: Judging, target: FunctionPlace): readonly Invocation[] {
  return [
    ...judging.targets.callersOf(target),
    ...callsByKey(judging, target),
    ...judging.targets.tableCallersOf(target),
  ].map((point) => ({
    point,
    layers: ladderLayers(judging, point, target),
    isDetached: false,
  }));
}

/** Calls that are handed the function by name. */
function references(judging: Judging, target: FunctionPlace): readonly Invocation[] {
  return namesOf(judging.facts(target.file), target.function)
    .flatMap((name) => judging.targets.argumentsOf(name, target))
    .flatMap(({ index, ...point }) => handedTo(judging, point, { index, target }));
}

interface Handed {
  readonly index: number;
  readonly target: FunctionPlace;
}

const ELEMENTS = /^(map|flatMap|filter|reduce|some|every|find|findIndex|mapSeries|each)$/;

/** What a call does with the function that it is handed. */
function handedTo(judging: Judging, point: Point, handed: Handed): readonly Invocation[] {
  const call = judging.call(point);
  const map = judging.map(point.file);
  if (call === undefined || map === null) return [];
  const runs = { point, layers: [], isDetached: false };
  if (isTimerCall(call)) return [{ ...runs, isDetached: true }];
  if (isNewPromise(call) || globalMember(call)?.startsWith('Array.') === true) return [runs];
  const guards = guarded(judging, point, handed);
  if (guards !== null) return guards;
  const name = memberName(call) ?? '';
  if (followsPromise(call) || ELEMENTS.test(name)) return [runs];
  if (name === 'forEach') return [{ ...runs, isDetached: isAsync(judging, handed.target) }];
  return byCallee(judging, { point, call, map }, handed);
}

const isAsync = (judging: Judging, { file, function: id }: FunctionPlace): boolean =>
  judging.facts(file)?.functions[id]?.async === true;

/** A guard's call that runs the function, or those of the guard that was made for it. */
function guarded(judging: Judging, point: Point, { target }: Handed): readonly Invocation[] | null {
  const guard = guardCall(judging, point);
  if (guard !== null) {
    return [{ point, layers: guardLayers(judging, guard), isDetached: false }];
  }
  const made = guardMade(judging, point);
  if (made === null) return null;
  const fires = firesOf(judging, point, made.members);
  if (fires.length > 0) {
    return fires.map((fire) => ({
      point: fire.point,
      layers: guardLayers(judging, fire),
      isDetached: target.function < 0,
    }));
  }
  // A guard that is handed out: whoever fires it, it guards.
  return [{ point, layers: guardLayersOf(judging, made.guard, { point }), isDetached: true }];
}

interface GuardMade {
  readonly guard: ExternalValue;
  /** Members that run what it was made with. */
  readonly members: readonly string[];
}

/** `new CircuitBreaker(fn)`. */
function guardMade(judging: Judging, point: Point): GuardMade | null {
  const call = judging.call(point);
  const values = call && judging.resolver.evaluateCall(point.call, placeOf(point.file, call));
  for (const value of values ?? []) {
    if (value.kind !== 'external' || value.client.guard !== true) continue;
    const members = runningMembers(value.client.types[value.type]);
    if (members.length > 0) return { guard: value, members };
  }
  return null;
}

/** Members of a type that run what its instance was made with; "" for calling the instance itself. */
function runningMembers(type: ClientType | undefined): readonly string[] {
  const runs = ({ invokes }: { readonly invokes?: string | undefined }): boolean =>
    invokes?.startsWith('instance.') === true;
  const named = Object.entries(type?.members ?? {})
    .filter(([, member]) => runs(member))
    .flatMap(([names]) => names.split('|'));
  return type?.call !== undefined && runs(type.call) ? [...named, ''] : named;
}

/** Calls that make this guard run its function. */
function firesOf(judging: Judging, made: Point, members: readonly string[]): readonly GuardCall[] {
  const start = judging.call(made)?.start;
  const candidates = members.flatMap((name) =>
    name === '' ? callsOfValue(judging, made) : judging.names.calls(name),
  );
  return candidates.flatMap((point) => {
    const guard = guardCall(judging, point);
    const isThis = guard?.on.creations.some(
      (creation) => creation.start === start && creation.place.file === made.file,
    );
    return guard !== null && isThis === true ? [guard] : [];
  });
}

/** Calls of the variable that holds what a call made: `const limited = limit(fn); limited()`. */
function callsOfValue(judging: Judging, made: Point): readonly Point[] {
  const call = judging.call(made);
  const facts = judging.facts(made.file);
  const name = call?.variable === undefined ? undefined : facts?.bindings[call.variable]?.name;
  return name === undefined ? [] : judging.names.calls(name);
}

interface Calling {
  readonly point: Point;
  readonly call: CallFact;
  readonly map: CodeMap;
}

function byCallee(
  judging: Judging,
  { point, call, map }: Calling,
  { index }: Handed,
): readonly Invocation[] {
  const runs = { point, layers: [], isDetached: false };
  const callees = judging.callees(point);
  const kept = callees.flatMap((value) =>
    value.kind === 'class' ? callsOfKept(judging, value, index) : [],
  );
  if (kept.length > 0) return kept.map((one) => ({ ...runs, point: one }));
  if (callees.some(({ kind }) => kind === 'function' || kind === 'class')) {
    const layers = judging.survey.handedIn(point, index);
    return wrapped(judging, { point, call, map }, layers);
  }
  if (callees.some((value) => isClient(value))) return [runs];
  // A function of a package that nobody waits for registers its argument for later.
  const isAwaited = call.use === 'await' || call.use === 'return' || call.use === 'argument';
  return isAwaited && call.function !== 0 ? [runs] : [];
}

const isClient = (value: Value): boolean =>
  !letsWorkIn(value) &&
  ((value.kind === 'operation' && value.on.client.guard !== true) ||
    (value.kind === 'external' && value.client.guard !== true));

/** The wrapper's call runs the function, or hands back a function that does when it is called. */
function wrapped(
  judging: Judging,
  { point, call, map }: Calling,
  layers: readonly Layer[],
): readonly Invocation[] {
  const returned = returnsFunction(judging, point);
  if (returned === null) return [{ point, layers, isDetached: false }];
  const later = laterCalls(judging, { point, call, map });
  // A handler that a framework runs: what the wrapper does for it still holds.
  return later.length === 0
    ? [{ point, layers, isDetached: true }]
    : later.map((one) => ({ point: one, layers, isDetached: false }));
}

function returnsFunction(judging: Judging, point: Point): FunctionId | null {
  for (const value of judging.callees(point)) {
    if (value.kind !== 'function') continue;
    const [returned] = judging.facts(value.file)?.functions[value.function]?.returns ?? [];
    if (returned?.kind === 'function') return returned.function;
  }
  return null;
}

function laterCalls(judging: Judging, { point, call, map }: Calling): readonly Point[] {
  const { file } = point;
  const direct = map.callsOfResult(point.call);
  if (direct.length > 0) return direct.map((id) => ({ file, call: id }));
  const name = call.variable === undefined ? undefined : map.facts.bindings[call.variable]?.name;
  if (name === undefined) return [];
  const made = map.facts.calls[point.call];
  return judging.names
    .calls(name)
    .filter((one) => one.file !== file || judging.call(one) !== made)
    .filter((one) => judging.callees(one).some(({ kind }) => kind === 'function'));
}
