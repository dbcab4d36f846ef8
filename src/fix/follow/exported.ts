import { keyName, unwrapped, type Node, type NodeOf } from '../../parse/ast.js';
import type { EditableSource } from '../source/editable-source.js';

/** What a module gives by a name: an expression or declaration of its own, or what another one gives. */
export type Exported =
  | { readonly kind: 'node'; readonly node: Node }
  | { readonly kind: 'elsewhere'; readonly specifier: string; readonly name: string };

/** What a module exports by a name; "default" is also all that CommonJS exports. */
export function exportedBy({ program }: EditableSource, name: string): Exported | null {
  for (const statement of program.type === 'Program' ? program.body : []) {
    const found = inStatement(statement, name);
    if (found !== null) return found;
  }
  return null;
}

function inStatement(statement: Node, name: string): Exported | null {
  if (statement.type === 'ExportNamedDeclaration') return inNamed(statement, name);
  if (statement.type === 'ExportDefaultDeclaration')
    return name === 'default' ? node(statement.declaration) : null;
  if (statement.type === 'TSExportAssignment')
    return name === 'default' ? node(statement.expression) : null;
  if (statement.type === 'ExpressionStatement') return inAssignment(statement.expression, name);
  return null;
}

const node = (found: Node): Exported => ({ kind: 'node', node: found });

function inNamed(
  { declaration, specifiers, source }: NodeOf<'ExportNamedDeclaration'>,
  name: string,
): Exported | null {
  const declared = declaration == null ? null : declaredIn(declaration, name);
  if (declared !== null) return node(declared);
  const specifier = specifiers.find(({ exported }) => keyName(exported, false) === name);
  if (specifier === undefined) return null;
  const local = keyName(specifier.local, false);
  if (source == null) return node(specifier.local);
  return local === null ? null : { kind: 'elsewhere', specifier: source.value, name: local };
}

/** What a declaration gives a name to: its value, or the function or class itself. */
export function declaredIn(declaration: Node, name: string): Node | null {
  if (declaration.type === 'FunctionDeclaration' || declaration.type === 'ClassDeclaration')
    return declaration.id?.name === name ? declaration : null;
  if (declaration.type !== 'VariableDeclaration') return null;
  const found = declaration.declarations.find(
    ({ id }) => id.type === 'Identifier' && id.name === name,
  );
  return found?.init ?? null;
}

/** `module.exports = …`, `module.exports.name = …`, `exports.name = …`. */
function inAssignment(expression: Node, name: string): Exported | null {
  const assigned = unwrapped(expression);
  if (assigned.type !== 'AssignmentExpression' || assigned.left.type !== 'MemberExpression')
    return null;
  const path = pathOf(assigned.left);
  const own = /^(?:module\.)?exports\.([\w$]+)$/.exec(path)?.[1];
  if (path === 'module.exports' && name === 'default') return node(assigned.right);
  if (path === 'module.exports') return inObject(assigned.right, name);
  return own === name ? node(assigned.right) : null;
}

function inObject(value: Node, name: string): Exported | null {
  if (value.type !== 'ObjectExpression') return null;
  for (const one of value.properties)
    if (one.type === 'Property' && keyName(one.key, one.computed) === name) return node(one.value);
  return null;
}

function pathOf(member: Node): string {
  if (member.type === 'Identifier') return member.name;
  if (member.type !== 'MemberExpression') return '';
  return `${pathOf(member.object)}.${keyName(member.property, member.computed) ?? ''}`;
}
