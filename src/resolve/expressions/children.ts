import type { Expression } from '../../parse/facts.js';

/** Direct parts of an expression that are expressions. */
export function children(expression: Expression): readonly Expression[] {
  switch (expression.kind) {
    case 'object':
      return expression.properties.map(({ value }) => value);
    case 'array':
      return expression.elements;
    case 'conditional':
      return [expression.test, expression.then, expression.otherwise];
    case 'logical':
    case 'binary':
      return [expression.left, expression.right];
    case 'await':
    case 'yield':
    case 'spread':
    case 'unary':
    case 'cast':
      return [expression.value];
    case 'assign':
      return [expression.target, expression.value];
    case 'member':
      return [expression.object];
    case 'template':
      return expression.values;
    case 'name':
    case 'this':
    case 'super':
    case 'call':
    case 'function':
    case 'class':
    case 'literal':
    case 'other':
      return [];
  }
}
