import type { BindingFact, Expression } from '../../parse/facts.js';
import type { Place } from '../../resolve/values.js';
import type { Judging } from '../judging.js';
import type { Placed } from './found-setting.js';

/** The parameter that an expression names; null for anything else. */
export function parameterBinding(
  judging: Judging,
  expression: Expression,
  { file }: Place,
): BindingFact | null {
  if (expression.kind !== 'name' || expression.binding === null) return null;
  const binding = judging.facts(file)?.bindings[expression.binding];
  return binding?.kind === 'parameter' && binding.parameter !== undefined ? binding : null;
}

/** A variable that holds what it is declared with, and no part of it. */
export const isPlainVariable = ({ kind, path, element }: BindingFact): boolean =>
  kind === 'variable' && path === undefined && element === undefined;

/** Whether an expression is a parameter, or a member of one. */
export function isParameter(judging: Judging, { expression, place }: Placed): boolean {
  let current = expression;
  while (current.kind === 'member' || current.kind === 'logical') {
    current = current.kind === 'member' ? current.object : current.left;
  }
  if (current.kind !== 'name' || current.binding === null) return false;
  return judging.facts(place.file)?.bindings[current.binding]?.kind === 'parameter';
}
