import type { CallId, Expression, MemberExpression } from '../../parse/facts.js';
import type { Engine } from '../engine.js';
import type { Place } from '../values.js';

/**
 * The name two places agree on: a string token's text, else the spelling of a class, symbol or
 * constant (`TYPES.Spotify`, `OrdersRepository`). Null when it is computed.
 */
export function injectionToken(
  engine: Engine,
  expression: Expression,
  place: Place,
): string | null {
  const [value] = engine.evaluate(expression, place);
  if (value?.kind === 'constant' && typeof value.value === 'string') return value.value;
  return spelling(engine, expression, place);
}

function spelling(engine: Engine, expression: Expression, place: Place): string | null {
  if (expression.kind === 'literal') return String(expression.value);
  if (expression.kind === 'name') return expression.name;
  if (expression.kind === 'member') return memberSpelling(engine, expression, place);
  return expression.kind === 'call' ? laterSpelling(engine, expression.call, place) : null;
}

function memberSpelling(
  engine: Engine,
  { object, property }: MemberExpression,
  place: Place,
): string | null {
  const owner = spelling(engine, object, place);
  return owner === null || property === null ? null : `${owner}.${property}`;
}

/** `forwardRef(() => Orders)`, `delay(() => Orders)`: what the function returns. */
function laterSpelling(engine: Engine, id: CallId, place: Place): string | null {
  const facts = engine.facts(place.file);
  const [first] = facts?.calls[id]?.arguments ?? [];
  if (first?.kind !== 'function') return null;
  const [returned] = facts?.functions[first.function]?.returns ?? [];
  return returned === undefined ? null : spelling(engine, returned, place);
}
