import type { Expression, FileFacts, FunctionId } from '../../parse/facts.js';
import { objectLiterals } from './object-literals.js';

type ObjectExpression = Extract<Expression, { kind: 'object' }>;

/** Functions that are properties of an object literal, with the literal that `this` is in them. */
export function methodOwners(facts: FileFacts): ReadonlyMap<FunctionId, ObjectExpression> {
  const owners = new Map<FunctionId, ObjectExpression>();
  for (const { expression } of objectLiterals(facts)) {
    for (const { value } of expression.properties) {
      if (value.kind === 'function') owners.set(value.function, expression);
    }
  }
  return owners;
}
