import type { Expression } from '../../parse/facts.js';
import { children } from './children.js';

/** The texts that are written out in an expression, at any depth. */
export function textsIn(expression: Expression): readonly string[] {
  if (expression.kind !== 'literal') return children(expression).flatMap(textsIn);
  return typeof expression.value === 'string' ? [expression.value] : [];
}
