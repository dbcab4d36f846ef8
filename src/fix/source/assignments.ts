import type { Node, NodeOf } from '../../parse/ast.js';
import type { EditableSource } from './editable-source.js';
import { eachNode } from './node-places.js';

/** What sets a variable after it was declared. */
export type Assignment = NodeOf<'AssignmentExpression'> | NodeOf<'UpdateExpression'>;

const known = new WeakMap<EditableSource, ReadonlyMap<string, readonly Assignment[]>>();

/** All that sets a name anywhere in a file. */
export function assignmentsTo(source: EditableSource, name: string): readonly Assignment[] {
  const found = known.get(source) ?? assignmentsIn(source);
  known.set(source, found);
  return found.get(name) ?? [];
}

function assignmentsIn({
  program,
  childKeys,
}: EditableSource): ReadonlyMap<string, readonly Assignment[]> {
  const all = new Map<string, Assignment[]>();
  eachNode(program, childKeys, (node) => {
    if (node.type !== 'AssignmentExpression' && node.type !== 'UpdateExpression') return;
    const target: Node = node.type === 'AssignmentExpression' ? node.left : node.argument;
    if (target.type !== 'Identifier') return;
    const one = all.get(target.name);
    if (one === undefined) all.set(target.name, [node]);
    else one.push(node);
  });
  return all;
}
