import { handle, isCall, unwrapped, type Handlers, type Node, type NodeOf } from './ast.js';
import { expressionOf } from './expressions.js';
import type { Expression } from './facts.js';
import type { Span, StatementFact } from './statement-facts.js';
import type { Surroundings, Tables, Visit } from './tables.js';

/** A statement before it is known where it stands. */
type Part<T> = T extends StatementFact ? Omit<T, 'start' | 'end' | 'function'> : never;

export function readStatement(visit: Visit, tables: Tables): void {
  const { node, context } = visit;
  // A loop opens the scope that its test stands in.
  const part = handle(parts, node, { tables, scope: tables.scopeIn(node, context.scope) });
  if (part === undefined) return;
  const { start, end } = node;
  tables.statements.push({ ...part, start, end, function: context.function });
}

/** `switch (x) { case y: … }` reads as `if (x === y) { … }` for each case; the default has no test. */
export function readCase(visit: Visit<NodeOf<'SwitchCase'>>, tables: Tables): void {
  const { node, parent, context } = visit;
  if (parent?.node.type !== 'SwitchStatement' || node.test === null) return;
  const around = { tables, scope: context.scope };
  const test: Expression = {
    kind: 'binary',
    operator: '===',
    left: expressionOf(parent.node.discriminant, around),
    right: expressionOf(node.test, around),
  };
  const { start, end } = node;
  const then = { start: node.test.end, end };
  const { function: id } = context;
  tables.statements.push({ kind: 'if', test, then, otherwise: null, start, end, function: id });
}

const spanOf = ({ start, end }: Node): Span => ({ start, end });

type Loop = NodeOf<'ForInStatement' | 'ForOfStatement' | 'WhileStatement' | 'DoWhileStatement'>;

const LOOPS = {
  ForInStatement: 'for-in',
  ForOfStatement: 'for-of',
  WhileStatement: 'while',
  DoWhileStatement: 'do-while',
} as const;

const loop = (node: Loop, around: Surroundings): Part<StatementFact> => ({
  kind: 'loop',
  loop: LOOPS[node.type],
  test: 'test' in node ? expressionOf(node.test, around) : null,
  body: spanOf(node.body),
});

const optional = (node: Node | null, around: Surroundings): Expression | null =>
  node === null ? null : expressionOf(node, around);

function handlerOf(
  clause: NodeOf<'CatchClause'> | null,
  tables: Tables,
): (Span & { readonly binding: number | null }) | null {
  if (clause === null) return null;
  const binding = clause.param === null ? null : (tables.bindingOf.get(clause.param) ?? null);
  return { ...spanOf(clause), binding };
}

const parts: Handlers<Surroundings, Part<StatementFact> | undefined> = {
  TryStatement: ({ block, handler, finalizer }, { tables }) => ({
    kind: 'try',
    block: spanOf(block),
    handler: handlerOf(handler, tables),
    finalizer: finalizer === null ? null : spanOf(finalizer),
  }),
  ForStatement: ({ test, body }, around) => ({
    kind: 'loop',
    loop: 'for',
    test: optional(test, around),
    body: spanOf(body),
  }),
  ForInStatement: loop,
  ForOfStatement: loop,
  WhileStatement: loop,
  DoWhileStatement: loop,
  IfStatement: ({ test, consequent, alternate }, around) => ({
    kind: 'if',
    test: expressionOf(test, around),
    then: spanOf(consequent),
    otherwise: alternate === null ? null : spanOf(alternate),
  }),
  ThrowStatement: ({ argument }, around) => ({
    kind: 'throw',
    value: expressionOf(argument, around),
  }),
  ReturnStatement: ({ argument }, around) => ({
    kind: 'return',
    value: optional(argument, around),
  }),
  BreakStatement: () => ({ kind: 'jump', jump: 'break' }),
  ContinueStatement: () => ({ kind: 'jump', jump: 'continue' }),
  AwaitExpression: ({ argument }, around) =>
    isCall(unwrapped(argument))
      ? undefined
      : { kind: 'await', value: expressionOf(argument, around) },
  UpdateExpression: ({ argument, operator }, around) => ({
    kind: 'change',
    target: expressionOf(argument, around),
    operator,
    value: null,
  }),
  AssignmentExpression: ({ left, right, operator }, around) => ({
    kind: 'change',
    target: expressionOf(left, around),
    operator,
    value: expressionOf(right, around),
  }),
};
