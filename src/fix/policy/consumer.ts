import type { FixReason } from '../../model/fix.js';
import { handle, isFunction, type Handlers, type Node } from '../../parse/ast.js';
import { ancestorsOf, type EditableSource } from '../source/editable-source.js';
import { calleeName } from '../source/find-call.js';

/** Whether what takes the answer of a call can take a promise as well. */
export type Consumer =
  | { readonly takes: 'promise' }
  /** It can, but something about it is for people to decide. */
  | { readonly takes: 'doubtful'; readonly reason: FixReason }
  | { readonly takes: 'unknown'; readonly reason: FixReason };

const PROMISE: Consumer = { takes: 'promise' };
const doubtful = (reason: FixReason): Consumer => ({ takes: 'doubtful', reason });
const unknown = (reason: FixReason): Consumer => ({ takes: 'unknown', reason });

const UNCLEAR = unknown('consumer-unclear');

/** What becomes of the value of an expression. */
export function consumerOf(source: EditableSource, expression: Node): Consumer {
  let node = expression;
  for (const around of ancestorsOf(source, expression)) {
    if (!handsOn(around, node)) return handle(takers, around, { source, node }) ?? UNCLEAR;
    node = around;
  }
  return UNCLEAR;
}

/** Nodes that have the value of the one in them. */
const TRANSPARENT: ReadonlySet<Node['type']> = new Set([
  'ParenthesizedExpression',
  'ChainExpression',
  'TSNonNullExpression',
  'TSAsExpression',
  'TSSatisfiesExpression',
]);

/** Whether a node has, or can have, the value of one that is in it. */
const handsOn = (parent: Node, node: Node): boolean =>
  TRANSPARENT.has(parent.type) ||
  (parent.type === 'ConditionalExpression' && parent.test !== node) ||
  (parent.type === 'LogicalExpression' && parent.right === node);

/** What a node does with the value of one right below it; others need it as it is. */
const takers: Handlers<Taken, Consumer> = {
  AwaitExpression: () => PROMISE,
  ReturnStatement: () => PROMISE,
  ArrowFunctionExpression: ({ body }, { node }) => (body === node ? PROMISE : UNCLEAR),
  MemberExpression: (member) => (isSettling(member) ? PROMISE : UNCLEAR),
  ArrayExpression: (list, { source }) => inList(source, list),
  VariableDeclarator: () => doubtful('promise-kept'),
  AssignmentExpression: () => doubtful('promise-kept'),
  PropertyDefinition: () => doubtful('promise-kept'),
  ExpressionStatement: () => doubtful('not-awaited'),
  UnaryExpression: ({ operator }) => (operator === 'void' ? doubtful('not-awaited') : UNCLEAR),
  YieldExpression: () => unknown('generator'),
};

interface Taken {
  readonly source: EditableSource;
  readonly node: Node;
}

/** `.then`, `.catch` and `.finally` are what every promise has. */
export const isSettling = (node: Node): boolean =>
  node.type === 'MemberExpression' &&
  node.property.type === 'Identifier' &&
  /^(then|catch|finally)$/.test(node.property.name);

/** `Promise.all([…])` and its kin wait for promises; other lists may need what is in them as it is. */
function inList(source: EditableSource, list: Node): Consumer {
  const call = [...ancestorsOf(source, list)].find(({ type }) => !TRANSPARENT.has(type));
  if (call?.type !== 'CallExpression' || call.callee.type !== 'MemberExpression') return UNCLEAR;
  const { object } = call.callee;
  const isPromise = object.type === 'Identifier' && object.name === 'Promise';
  return isPromise ? PROMISE : UNCLEAR;
}

/** Whether a function around a node is handed to what runs it as one transaction. */
export function isInTransaction(source: EditableSource, node: Node): boolean {
  return [...ancestorsOf(source, node)].some((around) => {
    const taker = isFunction(around) ? source.parentOf(around) : undefined;
    return taker?.type === 'CallExpression' && /transaction$/i.test(calleeName(taker) ?? '');
  });
}
