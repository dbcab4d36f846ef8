import type { Call } from '../../model/assessment.js';
import type { CallKind } from '../../model/call-kinds.js';
import { unwrapped, type Node } from '../../parse/ast.js';
import type { EditableSource } from '../source/editable-source.js';
import type { ArgumentsNode } from '../source/find-call.js';
import { isAddressedByData, isAddressHandedIn } from './addressed-by-data.js';
import { isParameter } from './is-parameter.js';

/** Clients of these can call anything; others only what they are made for. */
const ANY_HOST: ReadonlySet<CallKind> = new Set(['http', 'rpc', 'graphql', 'realtime']);

/**
 * Whether a call may go to several dependencies: its client is handed in, or its address is not
 * known. One breaker for all of them would let one that is down take away the others.
 */
export function mayGoElsewhere(source: EditableSource, call: Call, node: ArgumentsNode): boolean {
  const { kind, client, dependency, origin } = call;
  if (!ANY_HOST.has(kind)) return false;
  if (dependency === client || / more$/.test(dependency)) return true;
  if (isAddressedByData(source, node, dependency)) return true;
  // A client that was made has an address of its own, and is told paths.
  if (origin.length === 0 && isAddressHandedIn(source, node)) return true;
  const root = rootName(node.callee);
  return root !== null && isParameter(source, node, root);
}

/** `users` of `users.http.get(…)`. */
function rootName(callee: Node): string | null {
  let node = unwrapped(callee);
  while (node.type === 'MemberExpression') node = unwrapped(node.object);
  return node.type === 'Identifier' ? node.name : null;
}
