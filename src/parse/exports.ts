import {
  handle,
  isClass,
  isFunction,
  unwrapped,
  type Handlers,
  type Node,
  type NodeOf,
} from './ast.js';
import { expressionOf } from './expressions.js';
import type { PropertyFact } from './expression-facts.js';
import type { ExportFact } from './facts.js';
import { exportedName } from './imports.js';
import { namePath } from './names.js';
import { patternLeaves } from './patterns.js';
import type { Scope } from './scopes.js';
import type { Tables, Visit } from './tables.js';

export function readNamedExport(
  visit: Visit<NodeOf<'ExportNamedDeclaration'>>,
  tables: Tables,
): void {
  if (!isModuleLevel(visit)) {
    readNamespaceExport(visit, tables);
    return;
  }
  const { node, context } = visit;
  if (node.declaration !== null) exportDeclaration(node.declaration, tables, context.scope);
  else if (node.source === null) exportNames(node, tables, context.scope);
  else reExport(node, node.source.value, tables);
}

/** `export` inside a namespace exports from that namespace only; `declare module` too. */
const isModuleLevel = ({ parent }: Visit): boolean => parent?.node.type === 'Program';

/** `namespace Events { export const paid = … }` makes an object of what it exports. */
function readNamespaceExport(
  { node, parent, context }: Visit<NodeOf<'ExportNamedDeclaration'>>,
  tables: Tables,
): void {
  const namespace = parent?.parent;
  if (node.declaration === null || namespace?.node.type !== 'TSModuleDeclaration') return;
  const { id } = namespace.node;
  if (id.type !== 'Identifier') return;
  const owner = tables.bindings[namespace.context.scope.own('value', id.name) ?? -1];
  if (owner?.kind !== 'namespace') return;
  const known = owner.value?.kind === 'object' ? owner.value.properties : [];
  const start = node.start;
  const exported = declaredNames(node.declaration).flatMap((name): readonly PropertyFact[] => {
    const binding = context.scope.own('value', name);
    return binding === undefined
      ? []
      : [{ key: name, value: { kind: 'name', name, binding }, start }];
  });
  if (exported.length === 0) return;
  const properties = [...known, ...exported];
  Object.assign(owner, { value: { kind: 'object', properties, start: owner.start } });
}

function exportDeclaration(declaration: Node, tables: Tables, scope: Scope): void {
  const typeOnly =
    declaration.type === 'TSInterfaceDeclaration' || declaration.type === 'TSTypeAliasDeclaration';
  for (const name of declaredNames(declaration)) {
    const binding = typeOnly ? scope.own('type', name) : scope.own('value', name);
    if (binding !== undefined) addOnce(tables, { name, binding, typeOnly });
  }
}

const declaredNames = (declaration: Node): readonly string[] =>
  handle(declared, declaration, undefined) ?? [];

const ownName = ({ id }: { readonly id: { readonly name: string } | null }): readonly string[] =>
  id === null ? [] : [id.name];

const declared: Handlers<undefined, readonly string[]> = {
  VariableDeclaration: ({ declarations }) =>
    declarations
      .flatMap(({ id }) => patternLeaves(id))
      .flatMap(({ target }) => (target.type === 'Identifier' ? [target.name] : [])),
  TSModuleDeclaration: ({ id }) => (id.type === 'Literal' ? [] : namePath(id).slice(0, 1)),
  FunctionDeclaration: ownName,
  TSDeclareFunction: ownName,
  ClassDeclaration: ownName,
  TSInterfaceDeclaration: ownName,
  TSTypeAliasDeclaration: ownName,
  TSEnumDeclaration: ownName,
  TSImportEqualsDeclaration: ownName,
};

/** Overloads and merged declarations are one export. */
function addOnce(tables: Tables, fact: ExportFact): void {
  const key = `${String(fact.binding)} ${fact.name}`;
  if (tables.exported.has(key)) return;
  tables.exported.add(key);
  tables.exports.push(fact);
}

function exportNames(node: NodeOf<'ExportNamedDeclaration'>, tables: Tables, scope: Scope): void {
  for (const one of node.specifiers) {
    const local = exportedName(one.local);
    const name = exportedName(one.exported);
    const typeOnly = node.exportKind === 'type' || one.exportKind === 'type';
    for (const binding of bindingsNamed(local, scope)) addOnce(tables, { name, binding, typeOnly });
  }
}

/** `export { X }` exports the value X and the type X where they are two. */
function bindingsNamed(name: string, scope: Scope): ReadonlySet<number> {
  const found = [scope.find('value', name), scope.find('type', name)];
  return new Set(found.filter((one) => one !== null));
}

function reExport(node: NodeOf<'ExportNamedDeclaration'>, specifier: string, tables: Tables): void {
  const whole = node.exportKind === 'type';
  const types = node.specifiers.filter(({ exportKind }) => exportKind === 'type');
  const some = node.specifiers.length > 0;
  tables.request(specifier, whole || (some && types.length === node.specifiers.length));
  for (const one of node.specifiers) {
    tables.exports.push({
      name: exportedName(one.exported),
      from: { specifier, imported: exportedName(one.local) },
      typeOnly: whole || one.exportKind === 'type',
    });
  }
}

export function readExportAll(visit: Visit<NodeOf<'ExportAllDeclaration'>>, tables: Tables): void {
  if (!isModuleLevel(visit)) return;
  const { exported, source, exportKind } = visit.node;
  const typeOnly = exportKind === 'type';
  tables.request(source.value, typeOnly);
  tables.exports.push({
    name: exported === null ? '*' : exportedName(exported),
    from: { specifier: source.value, imported: '*' },
    typeOnly,
  });
}

export function readDefaultExport(
  visit: Visit<NodeOf<'ExportDefaultDeclaration'>>,
  tables: Tables,
): void {
  if (!isModuleLevel(visit)) return;
  const { declaration } = visit.node;
  const typeOnly = declaration.type === 'TSInterfaceDeclaration';
  exportValue({ name: 'default', typeOnly }, declaration, { tables, scope: visit.context.scope });
}

export function readExportAssignment(
  visit: Visit<NodeOf<'TSExportAssignment'>>,
  tables: Tables,
): void {
  if (!isModuleLevel(visit)) return;
  exportValue({ name: '=', typeOnly: false }, visit.node.expression, {
    tables,
    scope: visit.context.scope,
  });
}

interface ExportPlace {
  readonly tables: Tables;
  readonly scope: Scope;
}

function exportValue(fact: ExportFact, node: Node, { tables, scope }: ExportPlace): void {
  const bindings = valueBindings(node, tables, scope);
  for (const binding of bindings) addOnce(tables, { ...fact, binding });
  if (bindings.length > 0 || node.type === 'TSDeclareFunction') return;
  tables.exports.push({ ...fact, expression: expressionOf(node, { tables, scope }) });
}

function valueBindings(node: Node, tables: Tables, scope: Scope): readonly number[] {
  const inner = unwrapped(node);
  if (inner.type === 'Identifier') return [...bindingsNamed(inner.name, scope)];
  const declares = isFunction(inner) || isClass(inner) || DECLARATIONS.has(inner.type);
  const id = declares && 'id' in inner ? inner.id : null;
  const binding = id === null ? undefined : tables.bindingOf.get(id);
  return binding === undefined ? [] : [binding];
}

const DECLARATIONS: ReadonlySet<Node['type']> = new Set([
  'TSDeclareFunction',
  'TSInterfaceDeclaration',
] as const);
