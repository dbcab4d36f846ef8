import type { BindingFact, Expression, FileFacts, FunctionId } from '../../parse/facts.js';
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
 * The parameter that a call calls while its function runs, whose callers say what it is: any parameter
 * as it is, and what the function takes out of one.
 */
export function calledParameter(judging: Judging, point: Point): Parameter | null {
  const call = judging.call(point);
  if (call?.callee.kind !== 'name' || call.callee.binding === null) return null;
  const called = parameterIn(judging, call.callee, point.file);
  if (called === null) return null;
  const facts = judging.facts(point.file);
  if (facts?.bindings[call.callee.binding]?.kind === 'parameter') return called;
  const isLater = facts !== undefined && isHandedBack(facts, call.function, called.function);
  return isLater && judging.callees(point).length > 0 ? null : called;
}

/** Whether code of a function runs only when what an outer one gives back is called. */
function isHandedBack(facts: FileFacts, inner: FunctionId, outer: FunctionId): boolean {
  const parent = facts.functions[inner]?.parent ?? null;
  if (inner === outer || parent === null) return false;
  const returns = facts.functions[parent]?.returns ?? [];
  return returns.some((one) => isFunction(facts, one, inner)) || isHandedBack(facts, parent, outer);
}

function isFunction({ bindings }: FileFacts, expression: Expression, id: FunctionId): boolean {
  if (expression.kind === 'function') return expression.function === id;
  if (expression.kind !== 'name' || expression.binding === null) return false;
  const { declares, value } = bindings[expression.binding] ?? {};
  return declares === id || (value?.kind === 'function' && value.function === id);
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
