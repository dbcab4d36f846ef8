import type { BindingFact, Expression } from '../../parse/facts.js';

/** Expressions that have no properties which could be settings. */
export const HOLDS_NOTHING: ReadonlySet<Expression['kind']> = new Set([
  'literal',
  'function',
  'template',
]);

/** What an expression may stand for without being evaluated. */
export function alternatives(expression: Expression): readonly Expression[] {
  if (expression.kind === 'await' || expression.kind === 'cast') return [expression.value];
  if (expression.kind === 'conditional') return [expression.then, expression.otherwise];
  if (expression.kind !== 'logical') return [];
  // What `proxy && { agent }` is where there is no proxy holds nothing.
  return expression.operator === '&&' ? [expression.right] : [expression.left, expression.right];
}

export const isUndefined = (expression: Expression): boolean =>
  expression.kind === 'name' && expression.binding === null && expression.name === 'undefined';

/** `{ options: { timeout } }` as the names that lead to it; null where a name is not enough. */
export function propertySteps({ path = [] }: BindingFact): readonly string[] | null {
  const names = path.flatMap((step) => (step.step === 'property' ? [step.name] : []));
  return names.length === path.length ? names : null;
}
