import type { BindingFact, Expression, FunctionId } from '../../parse/facts.js';
import type { Judging } from '../judging.js';
import { propertySteps } from '../settings/option-expressions.js';
import type { FunctionPlace, Point } from './points.js';

/** A parameter, or a property of one, and the expression that stands for it. */
export interface Parameter {
  readonly function: FunctionId;
  readonly index: number;
  readonly path: readonly string[];
  readonly expression: Expression;
}

const DEEPEST = 4;

/** The parameter that an expression reads: `handler`, `options.handler`, `const { handler } = options`. */
export const parameterIn = (
  judging: Judging,
  expression: Expression,
  file: string,
): Parameter | null => read(judging, expression, { file, depth: 0 });

interface Within {
  readonly file: string;
  readonly depth: number;
}

function read(judging: Judging, expression: Expression, at: Within): Parameter | null {
  const path: string[] = [];
  let current = expression;
  while (current.kind === 'member' && current.property !== null) {
    path.unshift(current.property);
    current = current.object;
  }
  if (current.kind !== 'name' || current.binding === null || at.depth > DEEPEST) return null;
  const binding = judging.facts(at.file)?.bindings[current.binding];
  const steps = binding && propertySteps(binding);
  if (binding === undefined || steps == null) return null;
  const held = holderOf(judging, binding, at);
  return held === null ? null : { ...held, path: [...held.path, ...steps, ...path], expression };
}

function holderOf(
  judging: Judging,
  { kind, parameter, function: id, value, assigned = [] }: BindingFact,
  { file, depth }: Within,
): Pick<Parameter, 'function' | 'index' | 'path'> | null {
  if (kind === 'parameter' && parameter !== undefined)
    return { function: id, index: parameter, path: [] };
  const isOnly = kind === 'variable' && value !== undefined && assigned.length === 0;
  return isOnly ? read(judging, value, { file, depth: depth + 1 }) : null;
}

/**
 * The parameter that a call calls, where its callers say better what it is: any parameter as it is, one
 * that the function takes apart itself, and one that nothing else is known of.
 */
export function calledParameter(judging: Judging, point: Point): Parameter | null {
  const call = judging.call(point);
  if (call?.callee.kind !== 'name' || call.callee.binding === null) return null;
  const called = parameterIn(judging, call.callee, point.file);
  if (called === null) return null;
  const { kind } = judging.facts(point.file)?.bindings[call.callee.binding] ?? {};
  const isOwn = kind === 'parameter' || called.function === call.function;
  return isOwn || judging.callees(point).length === 0 ? called : null;
}

/** Parameters of a function, and properties of them, that it calls. */
export function parametersCalledBy(
  judging: Judging,
  { file, function: id }: FunctionPlace,
): readonly Parameter[] {
  const map = judging.map(file);
  const fact = map?.facts.functions[id];
  if (map === null || fact === undefined) return [];
  return map.callsWithin(fact).flatMap((call) => {
    const called = calledParameter(judging, { file, call });
    return called?.function === id ? [called] : [];
  });
}

/** What stands at the path in an argument, as far as it is written out there. */
export function propertyOf(argument: Expression, path: readonly string[]): Expression {
  let current = argument;
  for (const name of path) {
    if (current.kind !== 'object') return current;
    const property = current.properties.find(({ key }) => key === name);
    if (property === undefined) return current;
    current = property.value;
  }
  return current;
}
