import type { DeclaredFact } from '../../model/catalog-parts.js';
import type { TypeFact } from '../../parse/facts.js';
import { distinct } from '../distinct.js';
import type { Engine } from '../engine.js';
import type { ExternalValue, Place, Value } from '../values.js';

/** `env` of `Hono<{ Bindings: Env }>`: what a type argument of the value says of one of its members. */
export function declaredMember(
  engine: Engine,
  value: ExternalValue,
  { argument, member }: DeclaredFact,
): readonly Value[] {
  const found = givenTypes(value).flatMap(({ types, place }) => {
    const type = types[argument];
    return type === undefined ? [] : engine.typeValues(type, place);
  });
  return member === undefined
    ? found
    : distinct(found.flatMap((one) => engine.member(one, member)));
}

interface GivenTypes {
  readonly types: readonly TypeFact[];
  readonly place: Place;
}

/** Its own declaration tells best, then the call that made it. */
const givenTypes = ({ declared, creations }: ExternalValue): readonly GivenTypes[] =>
  declared === undefined
    ? creations.flatMap(({ types, place }) => (types === undefined ? [] : [{ types, place }]))
    : [declared];

/** A value as the annotation declares it, where its members depend on the type arguments. */
export function declaredWith(engine: Engine, value: Value, { types, place }: GivenTypes): Value {
  if (value.kind !== 'external' || types.length === 0) return value;
  const members = Object.values(engine.catalog.type(value)?.members ?? {});
  return members.some(({ declared }) => declared !== undefined)
    ? { ...value, declared: { types, place } }
    : value;
}
