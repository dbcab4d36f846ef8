import type { Expression } from '../../parse/facts.js';

/** What is kept: the object of `const db = (module.exports = {} as Clients)`. */
export function innermost(expression: Expression): Expression {
  let current = expression;
  while (current.kind === 'assign' || current.kind === 'cast') current = current.value;
  return current;
}
