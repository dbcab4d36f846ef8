import { keyName, type Node, type NodeOf } from './ast.js';
import { namePath } from './names.js';
import type { Surroundings, Tables, Visit } from './tables.js';
import { reference, typeArguments, typeFact, typeMembers, typeParameterNames } from './types.js';

export function readInterface(
  { node, context }: Visit<NodeOf<'TSInterfaceDeclaration'>>,
  tables: Tables,
): void {
  const binding = tables.binding(node.id);
  if (binding === undefined) return;
  const around = { tables, scope: tables.scopeIn(node, context.scope) };
  const members = (binding.members ??= []);
  for (const member of typeMembers(node.body.body, around)) members.push(member);
  const bases = (binding.extends ??= []);
  for (const one of node.extends)
    bases.push(
      reference(namePath(one.expression), typeArguments(one.typeArguments, around), around),
    );
  binding.typeParameters ??= typeParameterNames(node.typeParameters);
}

export function readAlias(
  { node, context }: Visit<NodeOf<'TSTypeAliasDeclaration'>>,
  tables: Tables,
): void {
  const binding = tables.binding(node.id);
  if (binding === undefined) return;
  binding.type = typeFact(node.typeAnnotation, {
    tables,
    scope: tables.scopeIn(node, context.scope),
  });
  binding.typeParameters = typeParameterNames(node.typeParameters);
}

export function readTypeParameter(
  { node, context }: Visit<NodeOf<'TSTypeParameter'>>,
  tables: Tables,
): void {
  const binding = tables.binding(node.name);
  const around: Surroundings = { tables, scope: context.scope };
  if (binding !== undefined && node.constraint !== null)
    binding.type = typeFact(node.constraint, around);
}

export function readEnum({ node }: Visit<NodeOf<'TSEnumDeclaration'>>, tables: Tables): void {
  const binding = tables.binding(node.id);
  if (binding === undefined) return;
  const values = new Map<string, string | number>(Object.entries(binding.values ?? {}));
  let next: number | null = 0;
  for (const { id, initializer } of node.body.members) {
    const value: string | number | null = initializer === null ? next : constantOf(initializer);
    const name = keyName(id, false);
    if (name !== null && value !== null) values.set(name, value);
    next = typeof value === 'number' ? value + 1 : null;
  }
  binding.values = Object.fromEntries(values);
}

function constantOf(node: Node): string | number | null {
  if (node.type === 'UnaryExpression' && node.operator === '-') {
    const value = constantOf(node.argument);
    return typeof value === 'number' ? -value : null;
  }
  if (node.type === 'TemplateLiteral') return keyName(node, true);
  if (node.type !== 'Literal') return null;
  return typeof node.value === 'string' || typeof node.value === 'number' ? node.value : null;
}
