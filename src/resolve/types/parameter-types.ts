import type { ClientAction } from '../../model/catalog.js';
import type { TypeFact } from '../../parse/facts.js';
import { distinct } from '../distinct.js';
import type { Engine } from '../engine.js';
import type { ExternalValue, FunctionValue, Place, Value } from '../values.js';

type Indexed = Extract<TypeFact, { kind: 'indexed' }>;

interface Parameter {
  readonly of: TypeFact;
  readonly position: number;
}

/**
 * `Parameters<typeof load>[0]`: what a function is declared to take there. Of a call of the catalogue
 * it is the callback that the call runs, so that `Parameters<Parameters<typeof db.transaction>[0]>[0]`
 * is what this one is given. Undefined for any other type.
 */
export function parameterValues(
  engine: Engine,
  type: Indexed,
  place: Place,
): readonly Value[] | undefined {
  const parameter = parameterOf(type);
  if (parameter === null) return undefined;
  const { of, position } = parameter;
  const callback = of.kind === 'indexed' ? parameterOf(of) : null;
  if (callback === null) {
    return distinct(
      engine
        .typeValues(of, place)
        .flatMap((value) =>
          value.kind === 'function' ? declared(engine, value, { position, place }) : [],
        ),
    );
  }
  return distinct(
    engine
      .typeValues(callback.of, place)
      .flatMap((value) => given(engine, value, { callback: callback.position, position })),
  );
}

function parameterOf({ object, key }: Indexed): Parameter | null {
  if (object.kind !== 'reference' || object.binding !== null) return null;
  const [of] = object.arguments;
  if (object.name.join('.') !== 'Parameters' || of === undefined) return null;
  return key !== null && /^\d$/.test(key) ? { of, position: Number(key) } : null;
}

interface Declared {
  readonly position: number;
  readonly place: Place;
}

function declared(
  engine: Engine,
  { file, function: id }: FunctionValue,
  { position, place }: Declared,
): readonly Value[] {
  const fact = engine.facts(file)?.functions[id];
  const type = fact?.parameters[position]?.type;
  const at: Place = { ...place, file, function: id, class: fact?.class ?? null, frame: null };
  return type === undefined ? [] : engine.typeValues(type, at);
}

interface Given {
  readonly callback: number;
  readonly position: number;
}

/** What the catalogue says that the callback of a call is given. */
function given(engine: Engine, value: Value, where: Given): readonly Value[] {
  const performed = performedBy(engine, value);
  const { callback } = performed?.action ?? {};
  if (performed === null || callback === undefined) return [];
  if (callback.argument !== 'last' && callback.argument !== where.callback) return [];
  const type = callback.parameters[where.position];
  const { on } = performed;
  return type == null ? [] : [engine.catalog.as(on, type === 'Self' ? on.type : type, on.path)];
}

interface Performed {
  readonly on: ExternalValue;
  readonly action: ClientAction;
}

function performedBy(engine: Engine, value: Value): Performed | null {
  if (value.kind === 'operation') return value;
  const action = value.kind === 'external' ? engine.catalog.call(value) : undefined;
  return value.kind === 'external' && action !== undefined ? { on: value, action } : null;
}
