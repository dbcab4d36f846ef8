import type { BindingId, Expression } from '../../parse/facts.js';

/** The last name of what is called: `c` of `a.b.c()`. */
export function lastName(callee: Expression): string | null {
  if (callee.kind === 'name') return callee.name;
  return callee.kind === 'member' ? callee.property : null;
}

/** The variable that a chain of members begins with: that of `a` in `a.b.c()`. */
export function rootBinding(callee: Expression | undefined): BindingId | null {
  let current = callee;
  while (current?.kind === 'member') current = current.object;
  return current?.kind === 'name' ? current.binding : null;
}
