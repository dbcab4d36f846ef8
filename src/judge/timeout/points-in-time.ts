import type { Expression } from '../../parse/facts.js';
import type { Judging } from '../judging.js';

/** What a deadline adds to now: `5000` of `Date.now() + 5000`, also in a variable or a `Date`. */
export function addedToNow(
  judging: Judging,
  expression: Expression,
  file: string,
): Expression | null {
  if (expression.kind === 'binary' && expression.operator === '+') return expression.right;
  // `options.deadline ?? Date.now() + 5000`: one that the call brings is its own.
  if (expression.kind === 'logical' && expression.operator !== '&&')
    return addedToNow(judging, expression.right, file);
  const inner = heldIn(judging, expression, file);
  return inner === undefined ? null : addedToNow(judging, inner, file);
}

/** What a variable holds, and what `new Date(…)` is made of. */
function heldIn(judging: Judging, expression: Expression, file: string): Expression | undefined {
  const facts = judging.facts(file);
  if (expression.kind === 'call') return facts?.calls[expression.call]?.arguments[0];
  return expression.kind === 'name' && expression.binding !== null
    ? facts?.bindings[expression.binding]?.value
    : undefined;
}
