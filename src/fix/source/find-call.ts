import { isCall, unwrapped, type CallNode, type Node, type NodeOf } from '../../parse/ast.js';
import { offsetAt, type EditableSource } from './editable-source.js';

/** A call or construction that has arguments. */
export type ArgumentsNode = NodeOf<'CallExpression'> | NodeOf<'NewExpression'>;

/** Where a call is said to stand. */
export interface Wanted {
  readonly line: number;
  readonly column?: number | undefined;
  /** How it is named there: "get", "axios.create", "new Pool". */
  readonly name: string;
}

/**
 * The call that begins at a place. Of a chain, whose calls all begin there, it is the one of that
 * name, else the innermost.
 */
export function callAt(source: EditableSource, wanted: Wanted): ArgumentsNode | null {
  const nodes = source.startingAt(offsetAt(source, wanted));
  const calls = nodes.filter(isCall).filter(hasArguments);
  const name = wanted.name.split(/[. ]/).at(-1);
  return calls.find((call) => calleeName(call) === name) ?? calls.at(-1) ?? null;
}

const hasArguments = (call: CallNode): call is ArgumentsNode =>
  call.type === 'CallExpression' || call.type === 'NewExpression';

/** The last name of what is called: "get" of `this.http.get(…)`. */
export function calleeName(call: ArgumentsNode): string | null {
  const callee: Node = unwrapped(call.callee);
  if (callee.type === 'Identifier') return callee.name;
  if (callee.type !== 'MemberExpression') return null;
  const { property } = callee;
  return property.type === 'Identifier' || property.type === 'PrivateIdentifier'
    ? property.name
    : null;
}
