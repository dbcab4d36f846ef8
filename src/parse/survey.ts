import { isCall, isClass, isFunction, type CallNode, type Node, type NodeOf } from './ast.js';
import { declare, declareImplicitly } from './declarations.js';
import type { FunctionFact } from './facts.js';
import type { Mentions } from './mentions.js';
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
    {
      node: program,
      parent: null,
      context: { scope, function: 0, outermost: 0, class: null, owner: null },
    },
  ];
  for (let visit = stack.pop(); visit !== undefined; visit = stack.pop()) {
    if (wanted.has(visit.node.type)) tables.visits.push(visit);
    const inside = enter(visit, tables);
    declare(visit.node, { tables, outside: visit.context.scope, inside: inside.scope });
    pushChildren(stack, visit, { childKeys, inside, mentions: tables.mentions });
  }
  for (const visit of tables.visits) declareImplicitly(visit, { tables, module: scope });
  numberCalls(tables);
  readMentions(tables, scope);
  return tables;
}

interface Below {
  readonly childKeys: ChildKeys;
  readonly inside: Context;
  readonly mentions: Mentions;
}

/**
 * Puts the children of a node on the stack, the first on top. The parser's own list of keys says
 * that these hold nodes, lists of nodes, or nothing.
 */
function pushChildren(stack: Visit[], parent: Visit, below: Below): void {
  const { childKeys, inside, mentions } = below;
  const properties = parent.node as unknown as Readonly<Record<string, Child | readonly Child[]>>;
  const keys = childKeys[parent.node.type] ?? [];
  const push = (node: Child, key: string): void => {
    if (!node) return;
    if (!isLeaf(node)) stack.push({ node, parent, context: inside });
    else if (isNamed(node))
      mentions.note(inside.outermost, { name: node.name, parent: parent.node, key });
  };
  for (let position = keys.length - 1; position >= 0; position--) {
    const key = keys[position] ?? '';
    const child = properties[key];
    if (!isList(child)) push(child, key);
    else for (let index = child.length - 1; index >= 0; index--) push(child[index], key);
  }
}

const isNamed = (node: Node): node is NodeOf<'Identifier'> | NodeOf<'JSXIdentifier'> =>
  node.type === 'Identifier' || node.type === 'JSXIdentifier';

/** Names are declared before and after their use, so this waits for all of them. */
function readMentions({ functions, mentions }: Tables, module: Scope): void {
  for (const [id, fact] of functions.entries()) {
    if (id === 0 || fact.parent === 0) Object.assign(fact, mentions.facts(id, module));
  }
}

type Child = Node | null | undefined;

const isList = (child: Child | readonly Child[]): child is readonly Child[] => Array.isArray(child);

/** More than half of all nodes: nothing is inside of them, and neither pass asks for them. */
function isLeaf(node: Node): boolean {
  if (node.type !== 'Identifier') return LEAVES.has(node.type);
  const { typeAnnotation, decorators } = node;
  return !typeAnnotation && !decorators?.length;
}

const LEAVES: ReadonlySet<Node['type']> = new Set([
  'Literal',
  'TemplateElement',
  'ThisExpression',
  'PrivateIdentifier',
  'JSXText',
  'JSXIdentifier',
] as const);

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
  const outermost = context.outermost === 0 ? id : context.outermost;
  return { scope, function: id, outermost, class: null, owner: null };
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
  const calls: CallNode[] = [];
  for (const { node } of tables.visits) if (isCall(node)) calls.push(node);
  calls.sort((one, two) => one.start - two.start || one.end - two.end);
  for (const [id, call] of calls.entries()) tables.callOf.set(call, id);
  tables.calls.length = calls.length;
}
