import { handle, type Handlers, type Node } from './ast.js';
import type { CallFact } from './facts.js';
import type { Consumer, Visit } from './tables.js';

/** Goes outwards over what is only notation: casts, `!`, `?.`. */
export function consumerOf(visit: Visit): Consumer {
  let value: Node = visit.node;
  let consumer = visit.parent;
  while (consumer !== null && NOTATION.has(consumer.node.type)) {
    value = consumer.node;
    consumer = consumer.parent;
  }
  return { consumer, value };
}

const NOTATION: ReadonlySet<Node['type']> = new Set([
  'ChainExpression',
  'TSNonNullExpression',
  'TSInstantiationExpression',
  'ParenthesizedExpression',
  'TSAsExpression',
  'TSSatisfiesExpression',
  'TSTypeAssertion',
] as const);

type Use = Pick<CallFact, 'use' | 'variable' | 'memberCalled' | 'discarded'>;

/** How the expression or statement around a call uses its value. */
export function useOf(visit: Visit): Use {
  const { consumer, value } = finalConsumer(visit);
  if (consumer === null) return { use: 'other' };
  return (
    receiverUse(consumer, value) ??
    variableUse(consumer, value) ??
    discardedUse(consumer) ?? { use: plainUse(consumer, value) }
  );
}

/** Kept for every node on the way, since the operands of a long chain all go the same way. */
function finalConsumer(visit: Visit): Consumer {
  const passed: Visit[] = [];
  let current = visit;
  let found = current.consumed;
  while (found === undefined) {
    passed.push(current);
    const next = consumerOf(current);
    if (next.consumer === null || !passesOn(next.consumer.node, next.value)) {
      found = next;
      break;
    }
    current = next.consumer;
    found = current.consumed;
  }
  for (const one of passed) one.consumed = found;
  return found;
}

/** `c ? call() : x`, `x || call()`: the call's value is the value of the whole. */
function passesOn(node: Node, value: Node): boolean {
  if (node.type === 'ConditionalExpression') return node.test !== value;
  if (node.type === 'LogicalExpression') return node.right === value || node.operator !== '&&';
  return node.type === 'SequenceExpression' && node.expressions.at(-1) === value;
}

function receiverUse(consumer: Visit, value: Node): Use | null {
  const { node } = consumer;
  if (node.type !== 'MemberExpression' || node.object !== value) return null;
  const outer = consumerOf(consumer);
  const caller = outer.consumer?.node;
  const called =
    (caller?.type === 'CallExpression' && caller.callee === outer.value) ||
    (caller?.type === 'TaggedTemplateExpression' && caller.tag === outer.value);
  return { use: 'receiver', memberCalled: called };
}

function variableUse({ node, context }: Visit, value: Node): Use | null {
  const target = assignedTarget(node, value);
  if (target === null) return null;
  const binding = target.type === 'Identifier' ? context.scope.find('value', target.name) : null;
  return binding === null ? { use: 'variable' } : { use: 'variable', variable: binding };
}

/** `await call();` */
function discardedUse(consumer: Visit): Use | null {
  if (consumer.node.type !== 'AwaitExpression') return null;
  const outer = consumerOf(consumer).consumer?.node;
  return outer?.type === 'ExpressionStatement' ? { use: 'await', discarded: true } : null;
}

function assignedTarget(node: Node, value: Node): Node | null {
  if (node.type === 'VariableDeclarator' && node.init === value) return node.id;
  if (node.type !== 'AssignmentExpression' || node.right !== value) return null;
  return node.left.type === 'MemberExpression' ? null : node.left;
}

const plainUse = (consumer: Visit, value: Node): CallFact['use'] =>
  handle(plainUses, consumer.node, { consumer, value }) ?? 'other';

type Taken = { readonly consumer: Visit; readonly value: Node };

const argumentUse = (node: { readonly callee: Node }, { value }: Taken): CallFact['use'] =>
  node.callee === value ? 'other' : 'argument';

const plainUses: Handlers<Taken, CallFact['use']> = {
  AwaitExpression: () => 'await',
  ReturnStatement: () => 'return',
  ArrowFunctionExpression: () => 'return',
  YieldExpression: () => 'yield',
  ExpressionStatement: () => 'statement',
  UnaryExpression: ({ operator }) => (operator === 'void' ? 'statement' : 'other'),
  SpreadElement: () => 'iterated',
  ForOfStatement: ({ right }, { value }) => (right === value ? 'iterated' : 'other'),
  CallExpression: argumentUse,
  NewExpression: argumentUse,
  ImportExpression: () => 'argument',
  TemplateLiteral: (_node, { consumer }) =>
    consumer.parent?.node.type === 'TaggedTemplateExpression' ? 'argument' : 'other',
};
