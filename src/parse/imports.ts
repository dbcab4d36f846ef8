import type { NodeOf } from './ast.js';
import { valueOfName } from './names.js';
import type { BindingDraft, Tables, Visit } from './tables.js';

type Specifier = NodeOf<'ImportDeclaration'>['specifiers'][number];

export function readImport({ node }: Visit<NodeOf<'ImportDeclaration'>>, tables: Tables): void {
  const specifier = node.source.value;
  const whole = node.importKind === 'type';
  const types = node.specifiers.filter((one) => whole || isType(one));
  const bare = node.specifiers.length === 0;
  tables.request(specifier, whole || (!bare && types.length === node.specifiers.length));
  for (const one of node.specifiers) {
    const binding = tables.binding(one.local);
    const typeOnly = whole || isType(one);
    describeImport(binding, { specifier, imported: importedName(one), typeOnly });
  }
}

const isType = (one: Specifier): boolean =>
  one.type === 'ImportSpecifier' && one.importKind === 'type';

function describeImport(
  binding: BindingDraft | undefined,
  source: NonNullable<BindingDraft['import']>,
): void {
  if (binding !== undefined) binding.import = source;
}

function importedName(one: Specifier): string {
  switch (one.type) {
    case 'ImportSpecifier':
      return exportedName(one.imported);
    case 'ImportDefaultSpecifier':
      return 'default';
    case 'ImportNamespaceSpecifier':
      return '*';
  }
}

/** `import { "any string" as x }` is allowed. */
export const exportedName = (name: NodeOf<'ExportSpecifier'>['exported']): string =>
  name.type === 'Literal' ? name.value : name.name;

/** `import x = require('y')` and `import x = a.b`. */
export function readImportEquals(
  { node, context }: Visit<NodeOf<'TSImportEqualsDeclaration'>>,
  tables: Tables,
): void {
  const binding = tables.binding(node.id);
  if (binding === undefined) return;
  const { moduleReference } = node;
  if (moduleReference.type !== 'TSExternalModuleReference') {
    binding.value = valueOfName(moduleReference, context.scope);
    return;
  }
  const specifier = moduleReference.expression.value;
  const typeOnly = node.importKind === 'type';
  tables.request(specifier, typeOnly);
  describeImport(binding, { specifier, imported: '*', typeOnly });
}
