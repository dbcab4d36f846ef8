import type { FixReason } from '../../model/fix.js';
import { isFunction, type Node } from '../../parse/ast.js';
import type { EditableSource } from '../source/editable-source.js';
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

/** What becomes of the value of an expression. */
export function consumerOf(source: EditableSource, expression: Node): Consumer {
  let node = expression;
  for (let parent = source.parentOf.get(node); parent !== undefined;) {
    if (!handsOn(parent, node)) return taking(source, parent, node);
    node = parent;
    parent = source.parentOf.get(node);
  }
  return unknown('consumer-unclear');
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

function taking(source: EditableSource, parent: Node, node: Node): Consumer {
  switch (parent.type) {
    case 'AwaitExpression':
      return PROMISE;
    case 'ReturnStatement':
      return PROMISE;
    case 'ArrowFunctionExpression':
      return parent.body === node ? PROMISE : unknown('consumer-unclear');
    case 'MemberExpression':
      return isSettling(parent) ? PROMISE : unknown('consumer-unclear');
    case 'ArrayExpression':
      return inList(source, parent);
    case 'VariableDeclarator':
    case 'AssignmentExpression':
    case 'PropertyDefinition':
      return doubtful('promise-kept');
    case 'ExpressionStatement':
      return doubtful('not-awaited');
    case 'UnaryExpression':
      return parent.operator === 'void' ? doubtful('not-awaited') : unknown('consumer-unclear');
    case 'YieldExpression':
      return unknown('generator');
    default:
      return unknown('consumer-unclear');
  }
}

/** `.then`, `.catch` and `.finally` are what every promise has. */
export const isSettling = (node: Node): boolean =>
  node.type === 'MemberExpression' &&
  node.property.type === 'Identifier' &&
  /^(then|catch|finally)$/.test(node.property.name);

/** `Promise.all([…])` and its kin wait for promises; other lists may need what is in them as it is. */
function inList(source: EditableSource, list: Node): Consumer {
  const call = source.parentOf.get(list);
  if (call?.type !== 'CallExpression' || call.callee.type !== 'MemberExpression')
    return unknown('consumer-unclear');
  const { object } = call.callee;
  const isPromise = object.type === 'Identifier' && object.name === 'Promise';
  return isPromise ? PROMISE : unknown('consumer-unclear');
}

/** Whether a function around a node is handed to what runs it as one transaction. */
export function isInTransaction(source: EditableSource, node: Node): boolean {
  for (let current = source.parentOf.get(node); current !== undefined;) {
    const parent = source.parentOf.get(current);
    if (
      isFunction(current) &&
      parent?.type === 'CallExpression' &&
      /transaction$/i.test(calleeName(parent) ?? '')
    )
      return true;
    current = parent;
  }
  return false;
}
