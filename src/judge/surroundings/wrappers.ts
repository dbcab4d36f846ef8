import { followsPromise } from '../code/continuations.js';
import type { CallId, FunctionId } from '../../parse/facts.js';
import { contains, type CodeMap } from '../code/code-map.js';
import { guardCall, guardLayers } from './guards.js';
import { handled } from '../fallback/handlers.js';
import type { Judging } from '../judging.js';
import { globalMember, isNewPromise } from '../judging.js';
import type { Layer } from './layers.js';
import type { FunctionPlace, Point } from '../code/points.js';
import { promiseTimer, raceLayer } from '../timeout/timers.js';

/** What a function of the repository puts around the function or promise that it is handed. */
export function parameterLayers(judging: Judging, point: Point, index: number): readonly Layer[] {
  for (const value of judging.callees(point)) {
    const callee =
      value.kind === 'function'
        ? { file: value.file, id: value.function }
        : value.kind === 'class'
          ? constructorOf(judging, value.file, value.class)
          : null;
    if (callee === null) continue;
    const parameter = `${callee.file}:${String(callee.id)}:${String(index)}`;
    const layers = judging.wrappers.of(parameter, () => layersIn(judging, callee, index));
    if (layers.length > 0) return layers;
  }
  return [];
}

function constructorOf(
  judging: Judging,
  file: string,
  classId: number,
): { readonly file: string; readonly id: FunctionId } | null {
  const members = judging.facts(file)?.classes[classId]?.members ?? [];
  const id = members.find(({ kind }) => kind === 'constructor')?.function;
  return id === undefined ? null : { file, id };
}

interface Wrapper {
  readonly file: string;
  readonly id: FunctionId;
}

function layersIn(judging: Judging, { file, id }: Wrapper, index: number): readonly Layer[] {
  const map = judging.map(file);
  const fact = map?.facts.functions[id];
  const binding = fact?.parameters[index]?.binding;
  if (map === null || binding === undefined) return [];
  // A switch may leave the protection out (`if (!enabled) return action()`): what is built in counts.
  const uses = [
    ...[...calledParameter(map, binding), ...chainedOn(map, binding)].map((call) =>
      climb(judging, { file, call }, id),
    ),
    ...map.argumentsOfBinding(binding).map((handed) => {
      const point = { file, call: handed.call };
      return [...handedLayers(judging, point, handed.index), ...climb(judging, point, id)];
    }),
    ...map.awaitsOf(binding).map((awaited) => caughtAt(judging, map, awaited)),
  ];
  return mostOf(uses);
}

export const mostOf = (all: readonly (readonly Layer[])[]): readonly Layer[] =>
  all.reduce<readonly Layer[]>((most, one) => (one.length > most.length ? one : most), []);

/** `fn()`, `fn.call(this)`, `fn.apply(this, given)`. */
const calledParameter = (map: CodeMap, binding: number): readonly CallId[] =>
  [
    ...map.callsOfBinding(binding),
    ...map.callsOnBinding(binding).filter((id) => {
      const callee = map.facts.calls[id]?.callee;
      return callee?.kind === 'member' && /^(call|apply)$/.test(callee.property ?? '');
    }),
  ].sort((one, other) => one - other);

/** `promise.then(resolve, reject)`: the first call of a chain on a promise that was handed in. */
const chainedOn = (map: CodeMap, binding: number): readonly CallId[] =>
  map.callsOnBinding(binding).filter((id) => {
    const call = map.facts.calls[id];
    return call !== undefined && followsPromise(call);
  });

const DEEPEST_CLIMB = 6;

/** Layers from a call outwards through nested functions up to the end of the wrapper itself. */
export const climb = (judging: Judging, start: Point, wrapper: FunctionId): readonly Layer[] =>
  climbFrom(judging, start, { wrapper, depth: 0 });

interface Climb {
  readonly wrapper: FunctionId;
  readonly depth: number;
}

function climbFrom(judging: Judging, start: Point, { wrapper, depth }: Climb): readonly Layer[] {
  const around = judging.survey.around(start);
  const exit = judging.call(around.exit);
  if (exit === undefined || exit.function === wrapper || depth > DEEPEST_CLIMB)
    return around.layers;
  const outer = judging.map(start.file)?.argumentOfFunction(exit.function);
  if (outer !== undefined) {
    const point = { file: start.file, call: outer.call };
    return [
      ...around.layers,
      ...handedLayers(judging, point, outer.index),
      ...climbFrom(judging, point, { wrapper, depth: depth + 1 }),
    ];
  }
  const named = callsWithin(judging, { file: start.file, function: exit.function }, wrapper);
  return [
    ...around.layers,
    ...mostOf(named.map((point) => climbFrom(judging, point, { wrapper, depth: depth + 1 }))),
  ];
}

/** Calls of a named function of the wrapper's own, inside the wrapper. */
function callsWithin(
  judging: Judging,
  inner: FunctionPlace,
  wrapper: FunctionId,
): readonly Point[] {
  const map = judging.map(inner.file);
  return judging.targets.callersOf(inner).filter(({ file, call: id }) => {
    const call = file === inner.file ? map?.facts.calls[id] : undefined;
    return call !== undefined && map?.isWithinFunction(call.function, wrapper) === true;
  });
}

/** What a call does for the function or promise that is handed to it. */
function handedLayers(judging: Judging, point: Point, index: number): readonly Layer[] {
  const call = judging.call(point);
  if (call === undefined) return [];
  if (isNewPromise(call)) {
    const timer = promiseTimer(judging, point);
    return timer === null ? [] : [timer];
  }
  const combinator = globalMember(call);
  if (combinator === 'Promise.race') {
    const race = raceLayer(judging, point);
    return race === null ? [] : [race];
  }
  if (combinator !== null || followsPromise(call)) return [];
  const guard = guardCall(judging, point);
  return guard === null ? parameterLayers(judging, point, index) : guardLayers(judging, guard);
}

/** A promise that was handed in fails where it is awaited. */
function caughtAt(
  judging: Judging,
  map: CodeMap,
  awaited: { readonly start: number; readonly function: FunctionId },
): readonly Layer[] {
  const { file } = map.facts;
  for (const { handler } of map.triesAround(awaited.start, awaited.function)) {
    if (handler === null || contains(handler, awaited.start)) continue;
    const outcome = handled(judging, {
      file,
      span: handler,
      function: awaited.function,
      failure: handler.binding,
    });
    if (outcome === 'passed-on') continue;
    const thrown = outcome === 'thrown-answer';
    const mark = { file, start: handler.start, what: 'the failure is caught' };
    return thrown
      ? [{ mark, by: 'wrapper', fallback: 'reported', isThrown: true }]
      : [{ mark, by: 'wrapper', fallback: outcome }];
  }
  return [];
}
