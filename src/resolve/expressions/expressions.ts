import type { Expression, MemberExpression } from '../../parse/facts.js';
import type { Engine } from '../engine.js';
import { asMade, withoutUnmade } from '../given/as-made.js';
import { attachedValues } from '../given/attached-values.js';
import { placedGlobal } from '../given/placed-members.js';
import { distinct, firstOf } from '../distinct.js';
import { decided } from './decided.js';
import { spreadOut } from './lists.js';
import { contents } from './filled-objects.js';
import { isInformative } from '../informative.js';
import { binaryValues, unaryValues } from './numbers.js';
import { environmentVariable, isPartlyKnown, templateText } from './text-values.js';
import { ownerOfThis, superValues } from '../types/this.js';
import type { Place, Value } from '../values.js';

type Kind = Expression['kind'];
type Of<K extends Kind> = Extract<Expression, { kind: K }>;
type Evaluate<K extends Kind> = (
  engine: Engine,
  expression: Of<K>,
  place: Place,
) => readonly Value[];

const inner = (
  engine: Engine,
  { value }: { readonly value: Expression },
  place: Place,
): readonly Value[] => engine.evaluate(value, place);

const nothing = (): readonly Value[] => [];

const evaluators: { readonly [K in Kind]: Evaluate<K> } = {
  name: (engine, { name, binding }, place) =>
    binding === null ? globalValues(engine, name, place.file) : engine.binding(binding, place),
  this: (engine, _, place) => ownerOfThis(engine, place),
  super: (engine, _, place) => superValues(engine, place),
  member: (engine, expression, place) => memberValues(engine, expression, place),
  call: (engine, { call }, place) => engine.evaluateCall(call, place),
  object: (_, expression, place) => [{ kind: 'object', expression, place }],
  array: (engine, { elements }, place) => [arrayValue(engine, elements, place)],
  function: (_, { function: id }, { file, frame }) => [
    { kind: 'function', file, function: id, closure: frame },
  ],
  class: (_, expression, { file }) => [{ kind: 'class', file, class: expression.class }],
  literal: (_, { value }) => [{ kind: 'constant', value }],
  conditional: (engine, expression, place) => conditionalValues(engine, expression, place),
  logical: (engine, expression, place) => logicalValues(engine, expression, place),
  await: inner,
  yield: inner,
  spread: (engine, { value }, place) => engine.evaluate(value, place).flatMap(spreadOut),
  assign: inner,
  cast: (engine, expression, place) => castValues(engine, expression, place),
  template: (engine, expression, place) => templateText(engine, expression, place),
  binary: binaryValues,
  unary: unaryValues,
  other: nothing,
};

/** Values of an expression. Promises are transparent: a promise of a client is the client. */
export function evaluateExpression(
  engine: Engine,
  expression: Expression,
  place: Place,
): readonly Value[] {
  // The table is keyed by the expression's own kind, which the compiler cannot follow.
  return (evaluators[expression.kind] as Evaluate<Kind>)(engine, expression, place);
}

/** `kept.client ?? makeClient()`: what is kept there was made the same way. */
const union = (engine: Engine, branches: readonly Expression[], place: Place): readonly Value[] =>
  distinct(withoutUnmade(branches.flatMap((branch) => engine.evaluate(branch, place))));

function conditionalValues(
  engine: Engine,
  { test, then, otherwise }: Extract<Expression, { kind: 'conditional' }>,
  place: Place,
): readonly Value[] {
  const outcome = decided(engine, test, place);
  if (outcome === null) return union(engine, [then, otherwise], place);
  return engine.evaluate(outcome ? then : otherwise, place);
}

function logicalValues(
  engine: Engine,
  expression: Extract<Expression, { kind: 'logical' }>,
  place: Place,
): readonly Value[] {
  return expression.operator === '&&'
    ? engine.evaluate(expression.right, place)
    : union(engine, [expression.left, expression.right], place);
}

function castValues(
  engine: Engine,
  expression: Extract<Expression, { kind: 'cast' }>,
  place: Place,
): readonly Value[] {
  const values = engine.evaluate(expression.value, place);
  return values.some(isInformative) ? values : engine.typeValues(expression.type, place);
}

function arrayValue(engine: Engine, elements: readonly Expression[], place: Place): Value {
  const positions = firstOf(elements).map((element) => engine.evaluate(element, place));
  return { kind: 'list', elements: distinct(positions.flat()), positions };
}

function memberValues(
  engine: Engine,
  expression: MemberExpression,
  place: Place,
): readonly Value[] {
  const variable = environmentVariable(expression, () => constantKey(engine, expression, place));
  if (variable !== null) return [variable];
  const written = writtenMembers(engine, expression, place);
  const objects = engine.evaluate(expression.object, place);
  const property = expression.property ?? constantKey(engine, expression, place);
  const named = objects.flatMap((object) =>
    property === null ? [] : engine.member(object, property),
  );
  // The one name that is known may not be the only one: where nothing has it, others are meant.
  const isOpen = expression.property === null && named.length === 0;
  const read = isOpen ? objects.flatMap((object) => dynamicMember(engine, object)) : named;
  const values = distinct([...read, ...written]);
  if (property === null) return values;
  const attached = (): readonly Value[] => attachedValues(engine, expression.object, property);
  return values.some(isInformative) ? asMade(values, attached) : [...values, ...attached()];
}

function constantKey(engine: Engine, expression: MemberExpression, place: Place): string | null {
  if (expression.key === undefined) return null;
  const values = engine.evaluate(expression.key, place);
  const only = values.length === 1 ? values[0] : undefined;
  if (only?.kind !== 'constant' || only.value === null || isPartlyKnown(only)) return null;
  return String(only.value);
}

/** `clients[name]`: any element or property of it. */
function dynamicMember(engine: Engine, object: Value): readonly Value[] {
  switch (object.kind) {
    case 'list':
      return object.elements;
    case 'object':
      return contents(engine, object);
    case 'external':
    case 'shape':
      return engine.member(object, '*');
    case 'operation':
    case 'package':
    case 'function':
    case 'class':
    case 'instance':
    case 'callable':
    case 'module':
    case 'constant':
      return [];
  }
}

/** What the file assigns to this member of the same variable (`app.db = pool`, `exports.x = …`). */
function writtenMembers(
  engine: Engine,
  expression: MemberExpression,
  place: Place,
): readonly Value[] {
  const { object, property } = expression;
  if (object.kind !== 'name' || property === null) return [];
  const writes = engine.index.writesTo(place.file, object, property);
  return firstOf(writes).flatMap((write) =>
    engine.evaluate(write.value, { ...place, function: write.function }),
  );
}

const WRAPPED_GLOBALS = new Set(['globalThis', 'global', 'window', 'self']);

function globalValues(engine: Engine, name: string, file: string): readonly Value[] {
  if (WRAPPED_GLOBALS.has(name))
    return [{ kind: 'package', packageName: 'globalThis', subpath: '', path: '' }];
  const found = engine.catalog.global(name);
  return found === undefined ? placedGlobal(engine, name, file) : [found];
}
