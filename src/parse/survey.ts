import { isCall, isClass, isFunction, type Node } from './ast.js';
import { declare } from './declarations.js';
import type { FunctionFact } from './facts.js';
import { Scope } from './scopes.js';
import { Tables, type Context, type Visit } from './tables.js';

/** Names of the properties that hold a node's children, by node type. */
export type ChildKeys = Readonly<Record<string, readonly string[]>>;

export interface Survey {
  readonly program: Node;
  readonly childKeys: ChildKeys;
  /** The node types that the second pass reads. */
  readonly wanted: ReadonlySet<string>;
}

/**
 * First pass: numbers functions, classes and calls, opens scopes, declares names, and keeps the
 * nodes that the second pass reads facts from. A stack of its own instead of recursion: sources
 * nest deeper than the engine's stack.
 */
export function survey({ program, childKeys, wanted }: Survey): Tables {
  const tables = new Tables();
  const scope = new Scope(null, 0, true);
  tables.functions.push(moduleFunction(program));
  const stack: Visit[] = [
    { node: program, parent: null, context: { scope, function: 0, class: null, owner: null } },
  ];
  for (let visit = stack.pop(); visit !== undefined; visit = stack.pop()) {
    if (wanted.has(visit.node.type)) tables.visits.push(visit);
    const inside = enter(visit, tables);
    declare(visit.node, { tables, outside: visit.context.scope, inside: inside.scope });
    const children = childrenOf(visit.node, childKeys);
    for (let index = children.length - 1; index >= 0; index--) {
      const node = children[index];
      if (node !== undefined) stack.push({ node, parent: visit, context: inside });
    }
  }
  numberCalls(tables);
  return tables;
}

/** The parser's own list of keys says that these hold nodes, lists of nodes, or nothing. */
function childrenOf(node: Node, childKeys: ChildKeys): readonly Node[] {
  const properties = node as unknown as Record<string, Node | null | readonly (Node | null)[]>;
  const children: Node[] = [];
  for (const key of childKeys[node.type] ?? []) {
    const child = properties[key];
    if (Array.isArray(child)) addNodes(children, child);
    else if (child) children.push(child as Node);
  }
  return children;
}

function addNodes(children: Node[], nodes: readonly (Node | null)[]): void {
  for (const node of nodes) if (node !== null) children.push(node);
}

/** The context inside a node; numbers it and keeps it where the second pass needs it. */
function enter(visit: Visit, tables: Tables): Context {
  const { node, context } = visit;
  if (isFunction(node)) return enterFunction(visit, tables);
  if (isClass(node)) return enterClass(node, context, tables);
  if (node.type === 'ClassBody') return enterClassBody(visit, tables);
  if (node.type === 'Decorator') return decoratorContext(visit, tables);
  if (!opensScope(visit)) return context;
  const hoists = node.type === 'TSModuleBlock' || node.type === 'StaticBlock';
  return inScope(node, { context, tables, hoists });
}

const SCOPES: ReadonlySet<Node['type']> = new Set([
  'BlockStatement',
  'ForStatement',
  'ForInStatement',
  'ForOfStatement',
  'SwitchStatement',
  'CatchClause',
  'StaticBlock',
  'TSModuleBlock',
  'TSInterfaceDeclaration',
  'TSTypeAliasDeclaration',
  'TSFunctionType',
  'TSConstructorType',
  'TSMethodSignature',
  'TSCallSignatureDeclaration',
  'TSConstructSignatureDeclaration',
  'TSDeclareFunction',
  'TSEmptyBodyFunctionExpression',
  'TSConditionalType',
] as const);

/** The body of a function shares the scope of its parameters. */
const opensScope = ({ node, parent }: Visit): boolean =>
  SCOPES.has(node.type) &&
  !(node.type === 'BlockStatement' && parent !== null && isFunction(parent.node));

interface ScopeRequest {
  readonly context: Context;
  readonly tables: Tables;
  readonly hoists: boolean;
}

function inScope(node: Node, { context, tables, hoists }: ScopeRequest): Context {
  const scope = new Scope(context.scope, context.function, hoists);
  tables.scopes.set(node, scope);
  return { ...context, scope };
}

function enterFunction({ node, context }: Visit, tables: Tables): Context {
  const id = tables.functions.length;
  tables.functionOf.set(node, id);
  tables.functions.push({ ...moduleFunction(node), parent: context.function });
  const scope = new Scope(context.scope, id, true);
  tables.scopes.set(node, scope);
  return { scope, function: id, class: null, owner: null };
}

/** A function before its facts are known; the module's own never has others. */
const moduleFunction = ({ start, end }: Node): FunctionFact & { returns: []; yields: [] } => ({
  name: null,
  kind: 'module',
  async: false,
  generator: false,
  parameters: [],
  typeParameters: [],
  returns: [],
  yields: [],
  parent: null,
  class: null,
  start,
  end,
});

/** Type parameters and the superclass stand in the class's scope, but are no code of its members. */
function enterClass(node: Node, context: Context, tables: Tables): Context {
  tables.classOf.set(node, tables.classes.length);
  tables.classes.push(undefined);
  return inScope(node, { context, tables, hoists: false });
}

function enterClassBody({ parent, context }: Visit, tables: Tables): Context {
  const id = parent === null ? null : (tables.classOf.get(parent.node) ?? null);
  return { ...context, class: id, owner: id };
}

/** Decorators run where their class is defined, those of a method's parameters too. */
function decoratorContext(visit: Visit, tables: Tables): Context {
  let around: Visit | null = visit.parent;
  while (around !== null && !isClass(around.node)) around = around.parent;
  if (around === null) return visit.context;
  return { ...around.context, class: tables.classOf.get(around.node) ?? null, owner: null };
}

/** Calls are numbered in source order; of two that start together the inner one comes first. */
function numberCalls(tables: Tables): void {
  const calls = tables.visits.map(({ node }) => node).filter(isCall);
  calls.sort((one, two) => one.start - two.start || one.end - two.end);
  for (const [id, call] of calls.entries()) tables.callOf.set(call, id);
  tables.calls.length = calls.length;
}
