import type {
  BindingFact,
  Expression,
  FileFacts,
  FunctionFact,
  FunctionId,
  ParameterFact,
} from '../../parse/facts.js';
import { argumentValues, handedArguments } from './arguments.js';
import { asMade } from '../given/as-made.js';
import { callbackArguments } from './callbacks.js';
import { companionParameter } from '../given/companions.js';
import { distinct, firstOf } from '../distinct.js';
import type { Engine } from '../engine.js';
import type { Caller, HandedPlace } from '../knowledge.js';
import { parameterByPlace } from '../given/handed-by-place.js';
import { decoratedParameter, injectedParameter } from '../given/injected-parameters.js';
import { takenValues } from './patterns.js';
import { pluginOptions } from '../given/plugin-options.js';
import { contextParameter } from '../given/shared-contexts.js';
import { frameOf } from '../types/this.js';
import type { Argument, Frame, Place, Value } from '../values.js';

/**
 * Values of a parameter: the argument of the call being followed; else what injection, its type,
 * the API it is a callback of, its default, its known callers and what stands beside it say, in
 * this order.
 */
export function parameterValues(engine: Engine, binding: BindingFact, at: Place): readonly Value[] {
  const facts = engine.facts(at.file);
  const fact = facts?.functions[binding.function];
  const position = binding.parameter;
  if (facts === undefined || fact === undefined || position === undefined) return [];
  const parameter = fact.parameters[position];
  const frame = frameOf(at.frame, at.file, binding.function);
  const base = { facts, fact, binding, position, parameter, at };
  const passed = frame && argumentAt(engine, frame.arguments, base);
  const values = passed ? argumentValues(engine, passed) : [];
  // A given argument that says nothing must not be read as what other callers give.
  const found = values.length > 0 ? values : withoutFrame(engine, base, isDecided(frame, passed));
  return takenValues(engine, { binding, at }, found);
}

/** The call being followed says what the parameter is, or leaves it out after the ones before it. */
const isDecided = (frame: Frame | null, passed: Argument | null | undefined): boolean =>
  frame !== null && ((passed !== undefined && passed !== null) || frame.arguments.length > 0);

interface ParameterPlace {
  readonly facts: FileFacts;
  readonly fact: FunctionFact;
  readonly binding: BindingFact;
  readonly position: number;
  readonly parameter: ParameterFact | undefined;
  readonly at: Place;
}

function argumentAt(
  engine: Engine,
  given: readonly Argument[],
  { position, parameter }: ParameterPlace,
): Argument | undefined {
  if (parameter?.rest !== true || given.length <= position) return given[position];
  const positions = given.slice(position).map((one) => argumentValues(engine, one));
  return { values: [{ kind: 'list', elements: distinct(positions.flat()), positions }] };
}

function withoutFrame(
  engine: Engine,
  parameter: ParameterPlace,
  isGiven: boolean,
): readonly Value[] {
  const given = [injectedParameter, declaredParameter];
  const asked = [injectedParameter, describedParameter, decoratedParameter, callback, fromCallers];
  for (const source of isGiven
    ? given
    : [...asked, parameterByPlace, companionParameter, pluginOptions, contextParameter]) {
    const values = source(engine, parameter);
    if (values.length > 0)
      return isGiven ? values : asMade(values, () => fromCallers(engine, parameter));
  }
  return [];
}

function declaredParameter(engine: Engine, { parameter, at }: ParameterPlace): readonly Value[] {
  const type = parameter?.type;
  const declared = type === undefined ? [] : engine.typeValues(type, at);
  // A parameter typed by an interface or function type is better known by its callers.
  return declared.every(isBetterKnownByCallers) ? [] : declared;
}

const isBetterKnownByCallers = (value: Value): boolean =>
  value.kind === 'shape' ||
  value.kind === 'callable' ||
  (value.kind === 'list' && value.elements.every(isBetterKnownByCallers));

/** That a type is some package's says less than what callers hand over. */
function describedParameter(engine: Engine, place: ParameterPlace): readonly Value[] {
  const declared = declaredParameter(engine, place);
  if (declared.every(({ kind }) => kind === 'package')) return [];
  if (!declared.every((value) => saysNothing(engine, value))) return declared;
  const given = callback(engine, place);
  return given.length > 0 ? given : declared;
}

/** A type that the catalogue tells nothing of: what a callback is given of it, it may know. */
const saysNothing = (engine: Engine, value: Value): boolean =>
  value.kind === 'external' && Object.keys(engine.catalog.type(value)?.members ?? {}).length === 0;

function callback(
  engine: Engine,
  { fact, binding, position, at }: ParameterPlace,
): readonly Value[] {
  const { function: id } = binding;
  const values = (handed: readonly HandedPlace[], frame: Frame | null): readonly Value[] =>
    distinct(
      firstOf(handed).flatMap((one) => callbackArguments(engine, { handed: one, frame, position })),
    );
  const { argumentOf } = fact;
  const own =
    argumentOf === undefined
      ? engine.index.handedTo(at.file, id)
      : [{ file: at.file, ...argumentOf }];
  const found = values(own, at.frame?.outer ?? null);
  if (found.length > 0 || argumentOf !== undefined) return found;
  return values(
    [...engine.index.handedOutside(at.file, id), ...asResult(engine, at.file, id)],
    null,
  );
}

/** Calls that are given the function by the one around it, which returns it: `app.use(guarded(…))`. */
function asResult(engine: Engine, file: string, id: FunctionId): readonly HandedPlace[] {
  const functions = engine.facts(file)?.functions;
  const around = functions?.[id]?.parent ?? 0;
  const isIt = (value: Expression): boolean => value.kind === 'function' && value.function === id;
  if (around === 0 || functions?.[around]?.returns.some(isIt) !== true) return [];
  return engine.index
    .callersOf(file, around)
    .flatMap((caller) => engine.index.resultHandedTo(caller.file, caller.call));
}

/** Known callers of any function are many; the first ones tell what it is given. */
const MOST_CALLERS = 16;

function fromCallers(engine: Engine, place: ParameterPlace): readonly Value[] {
  const { at, binding, parameter } = place;
  const { index } = engine;
  const handedBy = ({ file, call, function: caller, class: owner }: Caller, skipped: number) => {
    const at: Place = { file, function: caller, class: owner, frame: null };
    const given = handedArguments(engine, call.arguments.slice(skipped), at);
    const argument = argumentAt(engine, given, place);
    return argument === undefined ? [] : argumentValues(engine, argument);
  };
  const callers = index.callersOf(at.file, binding.function).slice(0, MOST_CALLERS);
  const called = callers.flatMap((caller) => handedBy(caller, 0));
  // `handle.bind(null, dependencies)`: the first is what `this` is.
  const bound = index.bindersOf(at.file, binding.function).flatMap((caller) => handedBy(caller, 1));
  const values = [...called, ...bound];
  const type = parameter?.type;
  return distinct([...values, ...(type === undefined ? [] : engine.typeValues(type, at))]);
}
