import type { FunctionFact, ParameterFact, TypeFact } from '../../parse/facts.js';
import { distinct } from '../distinct.js';
import type { Application, Engine } from '../engine.js';
import type { InstanceValue, Value } from '../values.js';
import { argumentValues } from './arguments.js';

/** What the type parameters of a function say that it returns for its arguments. */
export interface InferredReturn {
  readonly values: readonly Value[];
  /** They are instances of classes that the function was given. */
  readonly isMade: boolean;
}

/**
 * `wrap<T>(x: T): T` and `singleton<T>(make: () => T): T` yield what they were given, a registry's
 * `get<T>(service: Class<T>): T` an instance of it.
 */
export function inferredReturn(
  engine: Engine,
  fact: FunctionFact,
  input: Application,
): InferredReturn {
  const wanted = typeParameterOf(fact.returnType, fact.typeParameters);
  const values: Value[] = [];
  let isMade = false;
  if (wanted === null) return { values, isMade };
  for (const [index, parameter] of fact.parameters.entries()) {
    const given = input.arguments[index];
    if (given === undefined) continue;
    for (const value of argumentValues(engine, given)) {
      const yielded = yieldedBy(engine, value, { parameter, wanted });
      values.push(...yielded);
      isMade ||= value.kind === 'class' && yielded.some(({ kind }) => kind === 'instance');
    }
  }
  return { values: distinct(values), isMade };
}

/** Of instances, those of the same classes as `made`: these tell how they were made; else `made`. */
export function ofSameClass(values: readonly Value[], made: readonly Value[]): readonly Value[] {
  const classes = new Set(made.filter(isInstance).map(classOf));
  const known = values.filter((value) => isInstance(value) && classes.has(classOf(value)));
  return known.length > 0 ? known : made;
}

const isInstance = (value: Value): value is InstanceValue => value.kind === 'instance';

const classOf = ({ file, of }: InstanceValue): string => `${file}\0${JSON.stringify(of)}`;

interface Asked {
  readonly parameter: ParameterFact;
  readonly wanted: string;
}

function yieldedBy(
  engine: Engine,
  value: Value,
  { parameter: { type }, wanted }: Asked,
): readonly Value[] {
  if (type === undefined) return [];
  const construct = value.kind === 'class';
  if (construct ? makes(type, wanted) : returns(type, wanted))
    return engine.apply(value, { arguments: [], construct, at: null });
  return typeParameterOf(type, [wanted]) === wanted ? [value] : [];
}

const returns = (type: TypeFact, wanted: string): boolean =>
  type.kind === 'function' && typeParameterOf(type.returns, [wanted]) === wanted;

/** `new () => T`, `{ new (): T }`, and types of that kind by any name: `Type<T>`, `Newable<T>`. */
function makes(type: TypeFact, wanted: string): boolean {
  if (type.kind === 'union') return type.types.some((one) => makes(one, wanted));
  if (type.kind === 'object')
    return type.members.some(({ name, type: made }) => name === 'new' && isOf(made, wanted));
  if (type.kind === 'reference') return type.arguments.some((one) => isOf(one, wanted));
  return returns(type, wanted);
}

const isOf = (type: TypeFact, wanted: string): boolean =>
  typeParameterOf(type, [wanted]) === wanted;

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
