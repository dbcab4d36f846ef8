import type { Node } from 'oxc-parser';

export type { Node } from 'oxc-parser';

/** The nodes whose `type` can be T (some share one, such as the kinds of members and literals). */
export type NodeOf<T extends string, N = Node> = N extends { readonly type: infer U }
  ? T extends U
    ? N
    : never
  : never;

export type FunctionNode = NodeOf<'FunctionDeclaration'> | NodeOf<'ArrowFunctionExpression'>;
export type ClassNode = NodeOf<'ClassDeclaration'>;
export type CallNode =
  | NodeOf<'CallExpression'>
  | NodeOf<'NewExpression'>
  | NodeOf<'TaggedTemplateExpression'>
  | NodeOf<'ImportExpression'>;

/** One handler per node type; a type without one has nothing to say. */
export type Handlers<A, R> = {
  readonly [T in Node['type']]?: (node: NodeOf<T>, argument: A) => R;
};

export function handle<A, R>(handlers: Handlers<A, R>, node: Node, argument: A): R | undefined {
  // The table is keyed by the node's own type, which the compiler cannot follow.
  const handler = handlers[node.type] as ((node: Node, argument: A) => R) | undefined;
  return handler?.(node, argument);
}

/** A function with a body; overloads, abstract methods and `declare function` have none. */
export function isFunction(node: Node): node is FunctionNode {
  return (
    node.type === 'FunctionDeclaration' ||
    node.type === 'FunctionExpression' ||
    node.type === 'ArrowFunctionExpression'
  );
}

export const isClass = (node: Node): node is ClassNode =>
  node.type === 'ClassDeclaration' || node.type === 'ClassExpression';

export const isCall = (node: Node): node is CallNode =>
  node.type === 'CallExpression' ||
  node.type === 'NewExpression' ||
  node.type === 'TaggedTemplateExpression' ||
  node.type === 'ImportExpression';

/** `x!`, `(x)`, `a?.b` and `f<T>` are their inner expression. */
export function unwrapped(node: Node): Node {
  let current = node;
  while (
    current.type === 'ChainExpression' ||
    current.type === 'TSNonNullExpression' ||
    current.type === 'ParenthesizedExpression' ||
    current.type === 'TSInstantiationExpression'
  ) {
    current = current.expression;
  }
  return current;
}

/** The static name of a property, or null where it is computed from a value. */
export function keyName(key: Node, computed: boolean): string | null {
  if (key.type === 'PrivateIdentifier') return `#${key.name}`;
  if (key.type === 'Identifier') return computed ? null : key.name;
  if (key.type === 'TemplateLiteral' && key.expressions.length === 0)
    return key.quasis[0]?.value.cooked ?? null;
  if (key.type !== 'Literal') return null;
  return typeof key.value === 'string' || typeof key.value === 'number' ? String(key.value) : null;
}
