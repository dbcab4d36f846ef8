import type { CallFact, Expression } from '../../parse/facts.js';
import { distinct } from '../distinct.js';
import type { Engine } from '../engine.js';
import { joinedText } from './text-values.js';
import type { Place, Value } from '../values.js';

type Binary = Extract<Expression, { kind: 'binary' }>;

const ARITHMETIC: Readonly<Record<string, (left: number, right: number) => number>> = {
  '+': (left, right) => left + right,
  '-': (left, right) => left - right,
  '*': (left, right) => left * right,
  '/': (left, right) => left / right,
  '%': (left, right) => left % right,
  '**': (left, right) => left ** right,
};

/** `5 * SECOND` is computed where both sides are known numbers; `+` else joins text. */
export function binaryValues(engine: Engine, expression: Binary, place: Place): readonly Value[] {
  const compute = ARITHMETIC[expression.operator];
  if (compute === undefined) return [];
  const left = numbersOf(engine.evaluate(expression.left, place));
  const right = numbersOf(engine.evaluate(expression.right, place));
  const results = left.flatMap((one) => right.map((other) => compute(one, other)));
  if (results.length > 0) return distinct(results.map(constant));
  return expression.operator === '+' ? joinedText(engine, expression, place) : [];
}

/** `-1`, `+process.env.TIMEOUT`. */
export function unaryValues(
  engine: Engine,
  { operator, value }: Extract<Expression, { kind: 'unary' }>,
  place: Place,
): readonly Value[] {
  if (operator !== '-' && operator !== '+') return [];
  const values = engine.evaluate(value, place).flatMap(asNumber);
  return operator === '+' ? values : numbersOf(values).map((number) => constant(-number));
}

const CONVERSIONS = new Set([
  'Number',
  'parseInt',
  'parseFloat',
  'Number.parseInt',
  'Number.parseFloat',
  'Math.round',
  'Math.floor',
  'Math.ceil',
  'Math.trunc',
]);
/** Keyed by names of scanned code: a plain object would answer for "constructor" as well. */
const EXTREMES: ReadonlyMap<string, (...values: number[]) => number> = new Map([
  ['Math.max', Math.max],
  ['Math.min', Math.min],
]);

/** Calls of the language's own functions that yield numbers; undefined for any other call. */
export function numberCall(
  engine: Engine,
  { name, call, place }: { readonly name: string; readonly call: CallFact; readonly place: Place },
): readonly Value[] | undefined {
  const extreme = EXTREMES.get(name);
  // Every call of a global comes by here: arguments are asked for where they matter.
  if (extreme === undefined && !CONVERSIONS.has(name)) return undefined;
  const given = call.arguments.map((argument) => engine.evaluate(argument, place));
  if (extreme === undefined) return distinct((given[0] ?? []).flatMap(asNumber));
  const numbers = given.map((values) => numbersOf(values)[0]);
  const known = numbers.filter((number) => number !== undefined);
  return known.length === numbers.length && known.length > 0 ? [constant(extreme(...known))] : [];
}

const numbersOf = (values: readonly Value[]): readonly number[] =>
  values.flatMap((value) =>
    value.kind === 'constant' && typeof value.value === 'number' ? [value.value] : [],
  );

/** A number, the number a text spells, or the placeholder of a setting that is read at run time. */
function asNumber(value: Value): readonly Value[] {
  if (value.kind !== 'constant' || value.value === null) return [];
  if (typeof value.value !== 'string') return [constant(Number(value.value))];
  if (value.value.startsWith('${')) return [value];
  const number = Number.parseFloat(value.value);
  return Number.isNaN(number) ? [] : [constant(number)];
}

const constant = (value: number): Value => ({ kind: 'constant', value });
