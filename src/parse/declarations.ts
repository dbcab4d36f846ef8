import { handle, isFunction, type Handlers, type Node, type NodeOf } from './ast.js';
import type { BindingKind } from './facts.js';
import { namePath } from './names.js';
import { patternLeaves } from './patterns.js';
import type { Scope, Space } from './scopes.js';
import type { Tables, Visit } from './tables.js';

/** Where a declaration's names go: around the declaring node, and inside it. */
export interface DeclarationScopes {
  readonly tables: Tables;
  readonly outside: Scope;
  readonly inside: Scope;
}

/** First pass: every name a node declares. */
export function declare(node: Node, scopes: DeclarationScopes): void {
  if (isFunction(node)) declareParameters(node.params, scopes);
  handle(declarations, node, scopes);
}

const declarations: Handlers<DeclarationScopes, void> = {
  VariableDeclaration: (node, { tables, outside }) => {
    const scope = node.kind === 'var' ? outside.hoisting() : outside;
    for (const { id } of node.declarations) declarePattern(id, 'variable', { tables, scope });
  },
  FunctionDeclaration: (node, { tables, outside }) => {
    declareName(node.id, 'function', { tables, scope: outside });
  },
  TSDeclareFunction: (node, { tables, outside }) => {
    declareName(node.id, 'function', { tables, scope: outside });
  },
  FunctionExpression: (node, { tables, inside }) => {
    // Its own name is visible inside only, and gives way to a parameter of the same name.
    if (node.id !== null && inside.own('value', node.id.name) === undefined)
      declareName(node.id, 'function', { tables, scope: inside });
  },
  ClassDeclaration: (node, { tables, outside }) => {
    declareName(node.id, 'class', { tables, scope: outside });
  },
  ClassExpression: (node, { tables, inside }) => {
    declareName(node.id, 'class', { tables, scope: inside });
  },
  CatchClause: (node, { tables, inside }) => {
    if (node.param !== null) declarePattern(node.param, 'catch', { tables, scope: inside });
  },
  ImportDeclaration: (node, { tables, outside }) => {
    for (const { local } of node.specifiers)
      declareName(local, 'import', { tables, scope: outside });
  },
  TSImportEqualsDeclaration: (node, { tables, outside }) => {
    const external = node.moduleReference.type === 'TSExternalModuleReference';
    declareName(node.id, external ? 'import' : 'variable', { tables, scope: outside });
    if (!external) shareWithTypes(node.id, tables, outside);
  },
  TSEnumDeclaration: (node, { tables, outside }) => {
    declareName(node.id, 'enum', { tables, scope: outside });
  },
  TSInterfaceDeclaration: (node, { tables, outside }) => {
    declareName(node.id, 'interface', { tables, scope: outside });
  },
  TSTypeAliasDeclaration: (node, { tables, outside }) => {
    declareName(node.id, 'alias', { tables, scope: outside });
  },
  TSTypeParameter: (node, { tables, outside }) => {
    declareName(node.name, 'typeParameter', { tables, scope: outside });
  },
  TSModuleDeclaration: declareNamespace,
};

/** Names that mean something without being declared: assigning them declares nothing. */
const GLOBALS =
  /^(module|exports|require|global|globalThis|window|self|process|console|document|location|name|status|event|on[a-z]+|fetch|[A-Z]\w*)$/;

/** `db = {}` where nothing declares `db`: a variable of all files, here of this one. */
export function declareImplicitly(
  { node, context }: Visit,
  { tables, module }: { readonly tables: Tables; readonly module: Scope },
): void {
  if (node.type !== 'AssignmentExpression' || node.operator !== '=') return;
  const { left } = node;
  if (left.type !== 'Identifier' || GLOBALS.test(left.name)) return;
  if (context.scope.find('value', left.name) === null)
    declareName(left, 'variable', { tables, scope: module });
}

type Target = { readonly tables: Tables; readonly scope: Scope };

function declareParameters(
  parameters: readonly Node[],
  { tables, inside }: DeclarationScopes,
): void {
  for (const parameter of parameters) {
    const pattern = parameter.type === 'RestElement' ? parameter.argument : parameter;
    declarePattern(pattern, 'parameter', { tables, scope: inside });
  }
}

function declarePattern(pattern: Node, kind: BindingKind, target: Target): void {
  for (const leaf of patternLeaves(pattern))
    if (leaf.target.type === 'Identifier') declareName(leaf.target, kind, target);
}

const SPACES: Readonly<Record<BindingKind, readonly Space[]>> = {
  import: ['value', 'type', 'namespace'],
  enum: ['value', 'type', 'namespace'],
  class: ['value', 'type'],
  namespace: ['value', 'namespace'],
  variable: ['value'],
  parameter: ['value'],
  function: ['value'],
  catch: ['value'],
  interface: ['type'],
  alias: ['type'],
  typeParameter: ['type'],
};

/** Declared again in the same scope (`var`, overloads, merged interfaces), a name keeps its binding. */
function declareName(
  id: NodeOf<'Identifier'> | null,
  kind: BindingKind,
  { tables, scope }: Target,
): void {
  if (id === null || id.name === 'this') return;
  const [space] = SPACES[kind];
  const known = space && scope.own(space, id.name);
  const merged = known !== undefined && merges(tables.bindings[known]?.kind, kind);
  const binding = merged ? known : tables.bindings.length;
  tables.bindingOf.set(id, binding);
  if (merged) return;
  const inner = scope.function === 0 && scope.parent !== null && CODE.has(kind);
  const { name, start } = id;
  const { function: owner } = scope;
  tables.bindings.push({ name, kind, start, function: owner, ...(inner && { inner }) });
  for (const one of SPACES[kind]) scope.set(one, id.name, binding);
}

/** What may be code. */
const CODE: ReadonlySet<BindingKind> = new Set(['variable', 'function', 'class']);

const VALUES: ReadonlySet<string | undefined> = new Set([
  'variable',
  'parameter',
  'function',
  'catch',
]);

const merges = (before: BindingKind | undefined, kind: BindingKind): boolean =>
  before === kind ||
  (before === 'class' && kind === 'interface') ||
  (VALUES.has(before) && VALUES.has(kind));

/** A namespace adds to the function, class or enum of its name. */
function declareNamespace(
  { id, kind }: NodeOf<'TSModuleDeclaration'>,
  { tables, outside }: DeclarationScopes,
): void {
  if (id.type === 'Literal' || kind === 'global') return;
  const [name = ''] = namePath(id);
  if (outside.own('value', name) !== undefined) return;
  outside.set('value', name, tables.bindings.length);
  outside.set('namespace', name, tables.bindings.length);
  tables.bindings.push({ name, kind: 'namespace', start: id.start, function: outside.function });
}

/** `import a = b.c` names whatever `b.c` is, a type too. */
function shareWithTypes(id: NodeOf<'Identifier'>, tables: Tables, scope: Scope): void {
  const binding = tables.bindingOf.get(id);
  if (binding === undefined) return;
  scope.set('type', id.name, binding);
  scope.set('namespace', id.name, binding);
}
