import type { Node } from '../../parse/ast.js';
import { isFunction } from '../../parse/ast.js';
import { type EditableSource } from '../source/editable-source.js';
import { childrenOf } from '../source/node-places.js';

/** What of an expression would mean something else inside of a function of its own. */
export interface Inside {
  readonly awaits: boolean;
  readonly yields: boolean;
  /** It changes variables, which would happen anew with each attempt. */
  readonly assigns: boolean;
}

/** Looks at all of an expression except for functions in it. */
export function insideOf(source: EditableSource, expression: Node): Inside {
  const found = { awaits: false, yields: false, assigns: false };
  const pending: Node[] = [expression];
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    if (isFunction(node)) continue;
    found.awaits ||= node.type === 'AwaitExpression';
    found.yields ||= node.type === 'YieldExpression';
    found.assigns ||= node.type === 'AssignmentExpression' || node.type === 'UpdateExpression';
    pending.push(...childrenOf(node, source.childKeys));
  }
  return found;
}
