import type { Expression } from '../../parse/facts.js';

/** The last name of what is called: `c` of `a.b.c()`. */
export function lastName(callee: Expression): string | null {
  if (callee.kind === 'name') return callee.name;
  return callee.kind === 'member' ? callee.property : null;
}
