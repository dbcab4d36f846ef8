import { unwrapped, type Node, type NodeOf } from './ast.js';
import { expressionOf, PLAIN_ASSIGNMENTS } from './expressions.js';
import type { Expression, PatternStep } from './facts.js';
import { describeBindings } from './functions.js';
import { annotationOf, patternLeaves } from './patterns.js';
import type { BindingDraft, Surroundings, Tables, Visit } from './tables.js';
import { typeFact } from './types.js';

export function readDeclarator(visit: Visit<NodeOf<'VariableDeclarator'>>, tables: Tables): void {
  const { node, context } = visit;
  const around = { tables, scope: context.scope };
  const annotation = annotationOf(node.id);
  const value = initialValue(visit, around);
  if (isRepeated(node, tables)) {
    if (value.value !== undefined && !value.element) assign(node.id, value.value, around);
    return;
  }
  const type = annotation === null ? {} : { type: typeFact(annotation, around) };
  describeBindings(node.id, { ...value, ...type }, around);
}

/** `var x = 1; var x = 2;` or a `var` of a parameter's name: the later value is an assignment. */
function isRepeated({ id }: NodeOf<'VariableDeclarator'>, tables: Tables): boolean {
  if (id.type !== 'Identifier') return false;
  const binding = tables.binding(id);
  return binding !== undefined && (binding.start !== id.start || binding.kind !== 'variable');
}

/** The initialiser; for a loop's variable what the loop runs over. */
function initialValue(
  { node, parent }: Visit<NodeOf<'VariableDeclarator'>>,
  around: Surroundings,
): Pick<BindingDraft, 'value' | 'element'> {
  if (node.init !== null) return { value: expressionOf(node.init, around) };
  const loop = parent?.parent?.node;
  return loop?.type === 'ForOfStatement' && loop.left === parent?.node
    ? { value: expressionOf(loop.right, around), element: true }
    : {};
}

export function readAssignment(
  { node, context }: Visit<NodeOf<'AssignmentExpression'>>,
  tables: Tables,
): void {
  if (!PLAIN_ASSIGNMENTS.has(node.operator)) return;
  const around = { tables, scope: context.scope };
  assign(node.left, expressionOf(node.right, around), around);
}

/** Hands the parts of a value to the names and members that a pattern assigns. */
function assign(pattern: Node, value: Expression, around: Surroundings): void {
  for (const { target, path } of patternLeaves(pattern)) {
    const part = path.reduce(partOf, value);
    const inner = unwrapped(target);
    if (inner.type === 'Identifier') assignName(inner.name, part, around);
    else if (inner.type === 'MemberExpression') write(inner, part, around);
  }
}

function partOf(object: Expression, step: PatternStep): Expression {
  switch (step.step) {
    case 'property':
      return { kind: 'member', object, property: step.name };
    case 'element':
      return { kind: 'member', object, property: String(step.index) };
    case 'rest':
      return object;
  }
}

function assignName(name: string, value: Expression, { tables, scope }: Surroundings): void {
  const id = scope.find('value', name);
  const binding = id === null ? undefined : tables.bindings[id];
  if (binding !== undefined) (binding.assigned ??= []).push(value);
}

function write(node: NodeOf<'MemberExpression'>, value: Expression, around: Surroundings): void {
  const target = expressionOf(node, around);
  if (target.kind !== 'member') return;
  const { tables, scope } = around;
  tables.writes.push({ target, value, function: scope.function, start: node.start });
}
