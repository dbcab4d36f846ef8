import type { FunctionFact, ParameterFact, TypeFact } from '../../parse/facts.js';
import { frameFor } from './apply.js';
import { argumentValues } from './arguments.js';
import { distinct, firstOf } from '../distinct.js';
import type { Application, Engine } from '../engine.js';
import { isInformative } from '../informative.js';
import type { FunctionValue, Place, Value } from '../values.js';

/** What a repository function returns for the arguments of one call. */
export function returnedValues(
  engine: Engine,
  callee: FunctionValue,
  input: Application,
): readonly Value[] {
  const facts = engine.facts(callee.file);
  const fact = facts?.functions[callee.function];
  if (fact === undefined) return [];
  const receiver = input.receiver ?? callee.receiver;
  const application = receiver === undefined ? input : { ...input, receiver };
  const frame = frameFor(callee.file, callee.function, {
    input: application,
    outer: callee.closure,
  });
  const place: Place = { file: callee.file, function: callee.function, class: null, frame };
  const returned = followReturns(engine, fact, place);
  if (returned.some(isInformative)) return returned;
  const inferred = inferredReturn(engine, fact, input);
  if (inferred.length > 0) return inferred;
  const declared = fact.returnType === undefined ? [] : engine.typeValues(fact.returnType, place);
  return distinct([...declared, ...returned]);
}

function followReturns(engine: Engine, fact: FunctionFact, place: Place): readonly Value[] {
  if (fact.generator) {
    const elements = firstOf(fact.yields).flatMap((value) => engine.evaluate(value, place));
    return elements.length === 0 ? [] : [{ kind: 'list', elements: distinct(elements) }];
  }
  return distinct(firstOf(fact.returns).flatMap((value) => engine.evaluate(value, place)));
}

/** `wrap<T>(x: T): T` and `singleton<T>(make: () => T): T` yield what they were given. */
function inferredReturn(engine: Engine, fact: FunctionFact, input: Application): readonly Value[] {
  const wanted = typeParameterOf(fact.returnType, fact.typeParameters);
  if (wanted === null) return [];
  return distinct(
    fact.parameters.flatMap((parameter, index) => {
      const given = input.arguments[index];
      return given === undefined
        ? []
        : inferredFrom(engine, parameter, wanted)(argumentValues(engine, given));
    }),
  );
}

function inferredFrom(
  engine: Engine,
  { type }: ParameterFact,
  wanted: string,
): (values: readonly Value[]) => readonly Value[] {
  if (type === undefined) return () => [];
  if (typeParameterOf(type, [wanted]) === wanted) return (values) => values;
  if (type.kind === 'function' && typeParameterOf(type.returns, [wanted]) === wanted) {
    return (values) =>
      values.flatMap((value) => engine.apply(value, { arguments: [], construct: false, at: null }));
  }
  return () => [];
}

function typeParameterOf(type: TypeFact | undefined, names: readonly string[]): string | null {
  if (type?.kind === 'union') {
    return type.types.map((one) => typeParameterOf(one, names)).find((one) => one !== null) ?? null;
  }
  if (type?.kind !== 'reference') return null;
  const [name] = type.name;
  if (name === undefined) return null;
  if (names.includes(name)) return name;
  const [argument] = type.arguments;
  return name === 'Promise' || name === 'Awaited' || name === 'NonNullable'
    ? typeParameterOf(argument, names)
    : null;
}
