import type { Expression } from '../../parse/facts.js';

/** The same name or member, as far as spelling tells. */
export function isSpelledAs(target: Expression, other: Expression): boolean {
  const one = spelled(target);
  return one !== null && one === spelled(other);
}

function spelled(expression: Expression): string | null {
  if (expression.kind === 'name') return `${expression.name}#${String(expression.binding)}`;
  if (expression.kind === 'this') return 'this';
  if (expression.kind !== 'member' || expression.property === null) return null;
  const object = spelled(expression.object);
  return object === null ? null : `${object}.${expression.property}`;
}
