import type { BindingFact, Expression, FunctionId } from '../../parse/facts.js';
import type { Engine } from '../engine.js';
import type { Argument, Frame, Place } from '../values.js';

/** What a test is for the arguments that a function was called with; null where constants do not tell. */
export function decided(engine: Engine, test: Expression, place: Place): boolean | null {
  if (place.frame === null) return null;
  if (test.kind === 'unary')
    return test.operator === '!' ? not(decided(engine, test.value, place)) : null;
  if (test.kind === 'binary') return compared(engine, test, place);
  if (test.kind === 'logical') {
    const both = [test.left, test.right].map((one) => decided(engine, one, place));
    return combined(test.operator, both);
  }
  const known = constantOf(engine, test, place);
  return known === null || test.kind === 'literal' ? null : Boolean(known.value);
}

const not = (one: boolean | null): boolean | null => (one === null ? null : !one);

function combined(operator: string, both: readonly (boolean | null)[]): boolean | null {
  if (operator === '??') return null;
  const deciding = operator === '||';
  if (both.includes(deciding)) return deciding;
  return both.includes(null) ? null : !deciding;
}

function compared(
  engine: Engine,
  { operator, left, right }: Extract<Expression, { kind: 'binary' }>,
  place: Place,
): boolean | null {
  const one = constantOf(engine, left, place);
  const other = constantOf(engine, right, place);
  if (one === null || other === null) return null;
  if (operator === '===' || operator === '==') return one.value === other.value;
  return operator === '!==' || operator === '!=' ? one.value !== other.value : null;
}

type Constant = Extract<Expression, { kind: 'literal' }>;

/** The literal that an expression is: itself, or what was handed to its parameter, down the keys of objects. */
function constantOf(engine: Engine, expression: Expression, place: Place): Constant | null {
  const keys: string[] = [];
  let root = expression;
  while (root.kind === 'member' && root.property !== null) {
    keys.unshift(root.property);
    root = root.object;
  }
  if (root.kind === 'literal') return keys.length === 0 ? root : null;
  return root.kind === 'name' && root.binding !== null
    ? handedTo(engine.facts(place.file)?.bindings[root.binding], { place, keys })
    : null;
}

/** What a parameter that is never written to was handed. */
function handedTo(
  binding: BindingFact | undefined,
  { place, keys }: { readonly place: Place; readonly keys: readonly string[] },
): Constant | null {
  if (binding?.kind !== 'parameter' || binding.assigned !== undefined) return null;
  const given = frameOf(place, binding.function)?.arguments[binding.parameter ?? -1];
  const path = (binding.path ?? []).map((step) => (step.step === 'property' ? step.name : null));
  return literalIn(given, [...path, ...keys]);
}

function frameOf({ file, frame }: Place, id: FunctionId): Frame | null {
  for (let one = frame; one !== null; one = one.outer) {
    if (one.function === id && one.file === file) return one;
  }
  return null;
}

function literalIn(given: Argument | undefined, keys: readonly (string | null)[]): Constant | null {
  if (given === undefined || !('expression' in given)) return null;
  const found = keys.reduce<Expression | undefined>(
    (current, key) => propertyOf(current, key),
    given.expression,
  );
  return found?.kind === 'literal' ? found : null;
}

/** Of an object that is written out with nothing spread into it. */
function propertyOf(object: Expression | undefined, key: string | null): Expression | undefined {
  if (object?.kind !== 'object' || key === null) return undefined;
  if (object.properties.some((one) => one.key === null)) return undefined;
  return object.properties.findLast((one) => one.key === key)?.value;
}
