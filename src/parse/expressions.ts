import {
  handle,
  isCall,
  isClass,
  isFunction,
  keyName,
  unwrapped,
  type Handlers,
  type Node,
  type NodeOf,
} from './ast.js';
import type { Expression, MemberExpression, PropertyFact } from './facts.js';
import { LONGEST_CHAIN, nameOf, other } from './names.js';
import type { Surroundings } from './tables.js';
import { typeFact } from './types.js';

type Link = NodeOf<'BinaryExpression'> | NodeOf<'LogicalExpression'> | NodeOf<'MemberExpression'>;

/** `a.b.c`, `a + b + c` and the like lean to the left: they are followed in a loop, not by recursion. */
export function expressionOf(node: Node, around: Surroundings): Expression {
  const links: Link[] = [];
  let current = unwrapped(node);
  while (isLink(current)) {
    links.push(current);
    current = unwrapped(current.type === 'MemberExpression' ? current.object : current.left);
  }
  const start = links.length > LONGEST_CHAIN ? other('long chain') : leafOf(current, around);
  return links
    .slice(0, LONGEST_CHAIN)
    .reduceRight((left, link) => extended(left, link, around), start);
}

const isLink = (node: Node): node is Link =>
  node.type === 'MemberExpression' ||
  node.type === 'LogicalExpression' ||
  node.type === 'BinaryExpression';

function extended(left: Expression, link: Link, around: Surroundings): Expression {
  if (link.type === 'MemberExpression') return member(left, link, around);
  const right = expressionOf(link.right, around);
  return link.type === 'LogicalExpression'
    ? { kind: 'logical', operator: link.operator, left, right }
    : { kind: 'binary', operator: link.operator, left, right };
}

function member(
  object: Expression,
  node: NodeOf<'MemberExpression'>,
  around: Surroundings,
): MemberExpression {
  const property = keyName(node.property, node.computed);
  return property === null
    ? { kind: 'member', object, property, key: expressionOf(node.property, around) }
    : { kind: 'member', object, property };
}

function leafOf(node: Node, around: Surroundings): Expression {
  const { tables } = around;
  if (isCall(node)) return { kind: 'call', call: tables.call(node) };
  if (isFunction(node)) return { kind: 'function', function: tables.function(node) };
  if (isClass(node)) return { kind: 'class', class: tables.class(node) };
  return handle(leaves, node, around) ?? other(node.type);
}

const leaves: Handlers<Surroundings, Expression> = {
  Identifier: ({ name }, { scope }) => nameOf(name, scope.find('value', name)),
  ThisExpression: () => ({ kind: 'this' }),
  Super: () => ({ kind: 'super' }),
  Literal: literal,
  TemplateLiteral: (node, around) => ({
    kind: 'template',
    strings: templateStrings(node),
    values: node.expressions.map((value) => expressionOf(value, around)),
  }),
  ObjectExpression: (node, around) => ({
    kind: 'object',
    properties: node.properties.flatMap((property) => propertyFact(property, around)),
    start: node.start,
  }),
  ArrayExpression: (node, around) => ({
    kind: 'array',
    elements: node.elements.map((element) =>
      element === null ? other('hole') : expressionOf(element, around),
    ),
  }),
  ConditionalExpression: (node, around) => ({
    kind: 'conditional',
    test: expressionOf(node.test, around),
    then: expressionOf(node.consequent, around),
    otherwise: expressionOf(node.alternate, around),
  }),
  UnaryExpression: (node, around) => ({
    kind: 'unary',
    operator: node.operator,
    value: expressionOf(node.argument, around),
  }),
  AwaitExpression: (node, around) => ({
    kind: 'await',
    value: expressionOf(node.argument, around),
  }),
  YieldExpression: (node, around) => ({
    kind: 'yield',
    value: node.argument === null ? other('nothing') : expressionOf(node.argument, around),
  }),
  SpreadElement: (node, around) => ({
    kind: 'spread',
    value: expressionOf(node.argument, around),
  }),
  AssignmentExpression: assignment,
  SequenceExpression: (node, around) => {
    const last = node.expressions.at(-1);
    return last === undefined ? other('nothing') : expressionOf(last, around);
  },
  TSAsExpression: cast,
  TSSatisfiesExpression: cast,
  TSTypeAssertion: cast,
};

/** Longer patterns list more than one thing to match. */
const LONGEST_PATTERN = 80;

function literal(node: NodeOf<'Literal'>): Expression {
  const { value } = node;
  if (typeof value === 'bigint') return other('bigint');
  // No JSON holds it, and facts travel as such.
  if (value === Infinity) return other('infinite number');
  if ('regex' in node) {
    const { pattern } = node.regex;
    return other(pattern.length > LONGEST_PATTERN ? 'regexp' : `regexp ${pattern}`);
  }
  return typeof value === 'object' && value !== null ? other('regexp') : literalOf(value);
}

const literalOf = (value: string | number | boolean | null): Expression => ({
  kind: 'literal',
  value,
});

export const templateStrings = (node: NodeOf<'TemplateLiteral'>): readonly string[] =>
  node.quasis.map(({ value }) => value.cooked ?? value.raw);

function propertyFact(
  property: NodeOf<'ObjectExpression'>['properties'][number],
  around: Surroundings,
): PropertyFact | readonly [] {
  if (property.type === 'SpreadElement')
    return {
      key: null,
      value: expressionOf(property.argument, around),
      start: property.start,
      spread: true,
    };
  if (property.kind === 'set') return [];
  const key = keyName(property.key, property.computed);
  const value = expressionOf(property.value, around);
  const { start } = property;
  return property.kind === 'get' ? { key, value, start, getter: true } : { key, value, start };
}

function cast(
  node: NodeOf<'TSAsExpression'> | NodeOf<'TSSatisfiesExpression'> | NodeOf<'TSTypeAssertion'>,
  around: Surroundings,
): Expression {
  const value = expressionOf(node.expression, around);
  return { kind: 'cast', value, type: typeFact(node.typeAnnotation, around) };
}

/** `a ||= b` gives `a` the value b like `a = b`; `a += b` computes a new one. */
export const PLAIN_ASSIGNMENTS: ReadonlySet<string> = new Set(['=', '||=', '&&=', '??=']);

function assignment(node: NodeOf<'AssignmentExpression'>, around: Surroundings): Expression {
  const target = expressionOf(node.left, around);
  const value = expressionOf(node.right, around);
  return PLAIN_ASSIGNMENTS.has(node.operator)
    ? { kind: 'assign', target, value }
    : { kind: 'binary', operator: node.operator.slice(0, -1), left: target, right: value };
}
