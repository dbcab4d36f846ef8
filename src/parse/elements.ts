import type { Node, NodeOf } from './ast.js';
import type { Expression } from './facts.js';
import { nameOf } from './names.js';
import type { Scope } from './scopes.js';
import type { Tables, Visit } from './tables.js';

/** `<Users team={team} />`: a component by its name; `<p>` is none. */
export function readElement({ node, parent, context }: Visit, tables: Tables): void {
  tables.jsx = true;
  if (node.type !== 'JSXElement') return;
  const component = componentOf(node.openingElement.name, context.scope);
  if (component === null) return;
  const { start, end } = node;
  tables.elements.push({
    component,
    root: rootStart({ node, parent }),
    ...{ start, end, function: context.function },
  });
}

type Name = NodeOf<'JSXElement'>['openingElement']['name'];

function componentOf(name: Name, scope: Scope): Expression | null {
  if (name.type === 'JSXIdentifier')
    return /^[A-Z]/.test(name.name) ? nameOf(name.name, scope.find('value', name.name)) : null;
  if (name.type !== 'JSXMemberExpression') return null;
  const { object, property } = name;
  const read =
    object.type === 'JSXIdentifier'
      ? nameOf(object.name, scope.find('value', object.name))
      : componentOf(object, scope);
  return read && { kind: 'member', object: read, property: property.name };
}

const WITHIN: ReadonlySet<Node['type']> = new Set([
  'JSXElement',
  'JSXFragment',
  'JSXExpressionContainer',
  'JSXAttribute',
  'JSXOpeningElement',
  'ConditionalExpression',
  'LogicalExpression',
  'ParenthesizedExpression',
] as const);

/** Where the whole begins that the element is drawn as a part of. */
function rootStart({ node, parent }: Pick<Visit, 'node' | 'parent'>): number {
  let start = node.start;
  for (let around = parent; around && WITHIN.has(around.node.type); around = around.parent)
    start = around.node.start;
  return start;
}
