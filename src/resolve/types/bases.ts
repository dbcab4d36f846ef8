import type { ClassFact, Expression } from '../../parse/facts.js';
import type { Engine } from '../engine.js';
import type { Place, Value } from '../values.js';

/** What a class extends; mixin calls such as `Base(Options)` count by what they return. */
export function baseValues(engine: Engine, file: string, fact: ClassFact): readonly Value[] {
  if (fact.superclass === null) return [];
  const place: Place = { file, function: fact.function, class: null, frame: null };
  const made = engine.evaluate(fact.superclass, place);
  const isOnlyPackage = made.every(({ kind }) => kind === 'package');
  return isOnlyPackage ? [...made, ...mixedInto(engine, fact.superclass, place)] : made;
}

/** `compose(BaseModel, SoftDeletes)` of a package: classes that are handed to a mixin go on in what it makes. */
function mixedInto(engine: Engine, made: Expression, place: Place): readonly Value[] {
  if (made.kind !== 'call') return [];
  const given = engine.facts(place.file)?.calls[made.call]?.arguments ?? [];
  return given
    .flatMap((one) => engine.evaluate(one, place))
    .filter((value) => value.kind === 'class' || isClassOfPackage(engine, value));
}

const isClassOfPackage = (engine: Engine, value: Value): boolean =>
  value.kind === 'external' && engine.catalog.type(value)?.construct !== undefined;
