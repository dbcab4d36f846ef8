import { keyName, type Node } from './ast.js';
import type { BindingId, Expression } from './facts.js';
import type { Scope } from './scopes.js';

/** Longer chains of operators or members are cut, so that no reader of the facts overflows. */
export const LONGEST_CHAIN = 200;

export const other = (what: string): Expression => ({ kind: 'other', what });

export const nameOf = (name: string, binding: BindingId | null): Expression => ({
  kind: 'name',
  name,
  binding,
});

/** `a.b.C` → ["a", "b", "C"]; of an expression after `extends` or `implements` too. */
export function namePath(node: Node): readonly string[] {
  const path: string[] = [];
  let current: Node = node;
  for (;;) {
    if (current.type === 'TSQualifiedName') {
      path.push(current.right.name);
      current = current.left;
    } else if (current.type === 'MemberExpression') {
      path.push(keyName(current.property, current.computed) ?? '');
      current = current.object;
    } else {
      path.push(current.type === 'Identifier' ? current.name : 'this');
      return path.reverse();
    }
  }
}

/** The value a qualified name stands for: `typeof a.b`, `import x = a.b`. */
export function valueOfName(name: Node, scope: Scope): Expression {
  const [first = '', ...rest] = namePath(name);
  if (rest.length > LONGEST_CHAIN) return other('long chain');
  const start: Expression =
    first === 'this' ? { kind: 'this' } : nameOf(first, scope.find('value', first));
  return rest.reduce<Expression>(
    (object, property) => ({ kind: 'member', object, property }),
    start,
  );
}
