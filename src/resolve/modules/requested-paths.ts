import type { Expression, NameExpression } from '../../parse/facts.js';
import type { Engine } from '../engine.js';
import { lastName } from '../indexes/callee-names.js';
import type { Place } from '../values.js';

/** What is left open in a path. */
const OPEN = '*';
const DEEPEST = 8;

/**
 * The path that `require('./controllers/' + name)` and `require(path.join(__dirname, file))` ask
 * for, with "*" for what is left open; null where it is no path below a known folder.
 */
export function requestedPath(engine: Engine, expression: Expression, place: Place): string | null {
  const path = textOf(engine, expression, { place, depth: 0 }).replaceAll(/\*{2,}/g, OPEN);
  if (path === '.') return './';
  return path.startsWith('./') || path.startsWith('../') ? path : null;
}

interface At {
  readonly place: Place;
  readonly depth: number;
}

function textOf(engine: Engine, expression: Expression, at: At): string {
  if (at.depth > DEEPEST) return OPEN;
  const inner = (one: Expression): string => textOf(engine, one, { ...at, depth: at.depth + 1 });
  if (expression.kind === 'template') {
    const { strings, values } = expression;
    return strings
      .map((text, index) => text + (values[index] ? inner(values[index]) : ''))
      .join('');
  }
  if (expression.kind === 'binary' && expression.operator === '+')
    return inner(expression.left) + inner(expression.right);
  if (expression.kind === 'name' && expression.binding === null && expression.name === '__dirname')
    return '.';
  if (expression.kind === 'call') return joined(engine, expression.call, at) ?? OPEN;
  return constantText(engine, expression, at) ?? OPEN;
}

/** `path.join(__dirname, 'models', file)`. */
function joined(engine: Engine, id: number, { place, depth }: At): string | null {
  const call = engine.facts(place.file)?.calls[id];
  if (call === undefined || !/^(join|resolve)$/.test(lastName(call.callee) ?? '')) return null;
  return call.arguments
    .map((one) => textOf(engine, one, { place, depth: depth + 1 }))
    .join('/')
    .replaceAll(/\/{2,}/g, '/');
}

/** A text that is the only one possible, or a variable that is kept for a path. */
function constantText(engine: Engine, expression: Expression, at: At): string | null {
  const values = engine.evaluate(expression, at.place);
  const [only] = values;
  if (values.length === 1 && only?.kind === 'constant' && typeof only.value === 'string')
    return only.value.replaceAll(/\$\{[^{}]*\}/g, OPEN);
  return expression.kind === 'name' ? variableText(engine, expression, at) : null;
}

function variableText(engine: Engine, { binding }: NameExpression, at: At): string | null {
  const fact = binding === null ? undefined : engine.facts(at.place.file)?.bindings[binding];
  const isWhole = fact?.path === undefined && fact?.element !== true;
  if (fact?.kind !== 'variable' || fact.value === undefined || !isWhole) return null;
  return fact.assigned === undefined
    ? textOf(engine, fact.value, {
        place: { ...at.place, function: fact.function, class: null },
        depth: at.depth + 1,
      })
    : null;
}
