import { isFunction, type Node } from '../../parse/ast.js';
import { assignmentsTo } from '../source/assignments.js';
import { ancestorsOf, type EditableSource } from '../source/editable-source.js';
import { childrenOf } from '../source/node-places.js';

/**
 * Variables in the arguments of a call that something may set between the moment at which the call
 * was made so far and the one at which a policy lets it start: after a wait for a place, or again.
 */
export function changedMeanwhile(source: EditableSource, expression: Node): ReadonlySet<string> {
  const names = namesIn(source, argumentsOf(source, expression));
  return new Set(
    [...names].filter((name) =>
      assignmentsTo(source, name).some((one) => isMeanwhile(source, expression, one)),
    ),
  );
}

/**
 * Variables in a call that can be set at all: in a function of its own nothing is known of them any
 * more that is known where it stands.
 */
export const settableIn = (source: EditableSource, expression: Node): ReadonlySet<string> =>
  new Set(
    [...namesIn(source, [expression])].filter((name) => assignmentsTo(source, name).length > 0),
  );

/** All of a chain of calls that is handed over, but not what it is called on. */
function argumentsOf(source: EditableSource, expression: Node): readonly Node[] {
  if (expression.type === 'CallExpression' || expression.type === 'NewExpression')
    return [...expression.arguments, ...argumentsOf(source, expression.callee)];
  if (expression.type === 'MemberExpression')
    return [
      ...(expression.computed ? [expression.property] : []),
      ...argumentsOf(source, expression.object),
    ];
  return expression.type === 'ChainExpression' ? argumentsOf(source, expression.expression) : [];
}

/** Variables that are read; functions read theirs when they run, as before. */
function namesIn(source: EditableSource, nodes: readonly Node[]): ReadonlySet<string> {
  const names = new Set<string>();
  const pending = [...nodes];
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    if (isFunction(node)) continue;
    if (node.type === 'Identifier' && isRead(source, node)) names.add(node.name);
    pending.push(...childrenOf(node, source.childKeys));
  }
  return names;
}

function isRead({ parentOf }: EditableSource, node: Node): boolean {
  const parent = parentOf(node);
  if (parent?.type === 'MemberExpression') return parent.object === node || parent.computed;
  return parent?.type !== 'Property' || parent.value === node || parent.computed;
}

function isMeanwhile(source: EditableSource, expression: Node, assignment: Node): boolean {
  const [here, there] = [expression, assignment].map((node) => functionAround(source, node));
  if (here !== there) {
    const isAround = [...ancestorsOf(source, expression)].includes(there ?? source.program);
    // What was set before this function was made is set.
    return (
      !isAround || assignment.start > expression.start || sharesLoop(source, expression, assignment)
    );
  }
  // Whoever waits for the call at once sets nothing before it has ended.
  if (source.parentOf(expression)?.type === 'AwaitExpression') return false;
  return assignment.start > expression.end || sharesLoop(source, expression, assignment);
}

const functionAround = (source: EditableSource, node: Node): Node =>
  [...ancestorsOf(source, node)].find(isFunction) ?? source.program;

const LOOPS: ReadonlySet<Node['type']> = new Set([
  'ForStatement',
  'ForInStatement',
  'ForOfStatement',
  'WhileStatement',
  'DoWhileStatement',
]);

function sharesLoop(source: EditableSource, one: Node, two: Node): boolean {
  const around = new Set(ancestorsOf(source, two));
  return [...ancestorsOf(source, one)].some((node) => LOOPS.has(node.type) && around.has(node));
}
