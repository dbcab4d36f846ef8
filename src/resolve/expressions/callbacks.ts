import type { ClientAction } from '../../model/catalog.js';
import type { CallFact, CallId } from '../../parse/facts.js';
import { argumentValues } from './arguments.js';
import { distinct, firstOf } from '../distinct.js';
import type { Engine } from '../engine.js';
import { contents } from './filled-objects.js';
import type { HandedPlace } from '../knowledge.js';
import { valuesBefore, valuesPipedInto } from './piped-values.js';
import type { Argument, ExternalValue, Frame, Place, Value } from '../values.js';

const ELEMENT_CALLBACKS = new Set([
  'map',
  'forEach',
  'filter',
  'flatMap',
  'find',
  'some',
  'every',
  'reduce',
  'findIndex',
]);

/** A parameter of a function that is handed to a call as its argument. */
interface HandedParameter {
  readonly handed: HandedPlace;
  /** Of the call that is followed into the function around the one that hands over. */
  readonly frame: Frame | null;
  readonly position: number;
}

/** What the API that a function is handed to passes to its parameter. */
export function callbackArguments(
  engine: Engine,
  { handed, frame, position }: HandedParameter,
): readonly Value[] {
  const { file, index } = handed;
  const call = engine.facts(file)?.calls[handed.call];
  if (call === undefined) return [];
  const place: Place = { file, function: call.function, class: call.class, frame };
  const { callee } = call;
  const known =
    callee.kind === 'member' ? methodCallback(engine, call, { place, position, index }) : [];
  if (known.length > 0) return known;
  const callees = engine.evaluate(callee, place);
  return distinct(
    callees.flatMap((value) =>
      passed(engine, value, { id: handed.call, call, place, position, index }),
    ),
  );
}

interface CallbackPlace {
  readonly place: Place;
  /** Position of the parameter in the callback, and of the callback in the call. */
  readonly position: number;
  readonly index: number;
}

function methodCallback(
  engine: Engine,
  call: CallFact,
  { place, position, index }: CallbackPlace,
): readonly Value[] {
  const { callee } = call;
  if (callee.kind !== 'member' || callee.property === null) return [];
  if (index > 0) return elementCallback(engine, call, { place, position, index });
  const elementPosition = callee.property === 'reduce' ? 1 : 0;
  if (callee.property === 'then')
    return position === 0 ? engine.evaluate(callee.object, place) : [];
  if (!ELEMENT_CALLBACKS.has(callee.property) || position !== elementPosition) return [];
  return engine
    .evaluate(callee.object, place)
    .flatMap((object) => (object.kind === 'list' ? object.elements : []));
}

/** `_.each(routes, (route) => …)`, `async.mapSeries(…)`: helpers that are given what they go through. */
function elementCallback(
  engine: Engine,
  call: CallFact,
  { place, position, index }: CallbackPlace,
): readonly Value[] {
  const [collection] = call.arguments;
  if (collection === undefined || index !== 1 || position !== 0) return [];
  if (!isHelperOfPackage(engine, call, place)) return [];
  return distinct(engine.evaluate(collection, place).flatMap((value) => contents(engine, value)));
}

const HELPERS = /^(each|forEach|eachSeries|map|mapSeries|flatMap|filter|forOwn|find|some|every)$/;

/** Whether a call is one of lodash, async and the like that goes through its first argument. */
export const isHelperOfPackage = (
  engine: Pick<Engine, 'evaluate'>,
  { callee }: CallFact,
  place: Place,
): boolean =>
  callee.kind === 'member' &&
  HELPERS.test(callee.property ?? '') &&
  engine.evaluate(callee.object, place).some(({ kind }) => kind === 'package');

interface Passing extends CallbackPlace {
  readonly id: CallId;
  readonly call: CallFact;
}

function passed(engine: Engine, callee: Value, input: Passing): readonly Value[] {
  if (callee.kind === 'operation') return givenBy(engine, callee, input);
  if (callee.kind === 'external') {
    const { form } = input.call;
    const action =
      form === 'new' ? engine.catalog.type(callee)?.constructs : engine.catalog.call(callee);
    return action === undefined ? [] : givenBy(engine, { on: callee, action }, input);
  }
  return callee.kind === 'function' ? calledWith(engine, callee, input) : [];
}

interface Performed {
  readonly on: ExternalValue;
  readonly action: ClientAction;
}

/** What is piped into the call, or what the catalogue says that callbacks are given. */
function givenBy(engine: Engine, { on, action }: Performed, input: Passing): readonly Value[] {
  const { id, call, place, position, index } = input;
  if (position === 0 && action.piped !== undefined && index === 0)
    return valuesPipedInto(engine, id, place);
  if (position === 0 && action.pipes !== undefined && index > 0) {
    const given = call.arguments.map((expression) => ({ expression, place }));
    return valuesBefore(engine, given, index);
  }
  return declaredCallback(engine, { on, action }, input);
}

function declaredCallback(
  engine: Engine,
  { on, action }: Performed,
  { call, index, position }: Passing,
): readonly Value[] {
  const { callback } = action;
  if (callback === undefined) return [];
  const last = call.arguments.length - 1;
  if ((callback.argument === 'last' ? last : callback.argument) !== index) return [];
  const type = callback.parameters[position];
  return type == null
    ? []
    : [engine.catalog.as(on, type === 'Self' ? on.type : type, `${on.path}()`)];
}

/** A repository function that calls the parameter it was handed (`withClient((client) => …)`). */
function calledWith(
  engine: Engine,
  callee: Extract<Value, { kind: 'function' }>,
  { call, place, position, index }: Passing,
): readonly Value[] {
  const given: readonly Argument[] = call.arguments.map((expression) => ({ expression, place }));
  const uses = engine.index.callsOfParameter(callee.file, callee.function, index);
  const frame = {
    file: callee.file,
    function: callee.function,
    arguments: given,
    receiver: callee.receiver ?? null,
    outer: callee.closure,
    depth: (place.frame?.depth ?? 0) + 1,
  };
  if (frame.depth > 4) return [];
  return firstOf(uses).flatMap((use) => {
    const expression = use.arguments[position];
    return expression === undefined
      ? []
      : argumentValues(engine, {
          expression,
          place: { file: callee.file, function: use.function, class: use.class, frame },
        });
  });
}
