import type { Expression } from '../../parse/facts.js';
import type { Engine } from '../engine.js';
import type { Place } from '../values.js';

/** A token, and what is provided for it at `place`. */
interface Registration {
  readonly token: Expression;
  readonly expression: Expression;
  readonly place: Place;
}

interface HandedRegistration extends Registration {
  /** Where the token is written. */
  readonly at: Place;
}

/** A container has as many registrations as a service has classes. */
const MOST_REGISTRATIONS = 400;

/**
 * A registration as it stands, or, in a helper that is handed its token (`bindIfUnbound(TOKEN,
 * Class)`), one for each of the helper's callers.
 */
export function handedRegistrations(
  engine: Engine,
  registration: Registration,
): readonly HandedRegistration[] {
  const { token, expression, place } = registration;
  const tokenAt = parameterAt(engine, token, place);
  if (tokenAt === null) return [{ ...registration, at: place }];
  const expressionAt = parameterAt(engine, expression, place);
  const callers = engine.index.callersOf(place.file, place.function, MOST_REGISTRATIONS);
  return callers.flatMap(({ file, call, function: id, class: owner }) => {
    const handed = call.arguments[tokenAt];
    const given = expressionAt === null ? expression : call.arguments[expressionAt];
    if (handed === undefined || given === undefined) return [];
    const at: Place = { file, function: id, class: owner, frame: null };
    return [{ token: handed, at, expression: given, place: expressionAt === null ? place : at }];
  });
}

/** The position of the parameter of the function around it that an expression names. */
function parameterAt(engine: Engine, expression: Expression, place: Place): number | null {
  if (expression.kind !== 'name' || expression.binding === null) return null;
  const binding = engine.facts(place.file)?.bindings[expression.binding];
  const isOwn = binding?.kind === 'parameter' && binding.function === place.function;
  return isOwn && binding.path === undefined ? (binding.parameter ?? null) : null;
}
