import type { Call } from '../../model/assessment.js';
import type { CallKind } from '../../model/call-kinds.js';
import { handle, isFunction, unwrapped, type Handlers, type Node } from '../../parse/ast.js';
import { ancestorsOf, type EditableSource } from '../source/editable-source.js';
import type { ArgumentsNode } from '../source/find-call.js';

/** Clients of these can call anything; others only what they are made for. */
const ANY_HOST: ReadonlySet<CallKind> = new Set(['http', 'rpc', 'graphql', 'realtime']);

/**
 * Whether a call may go to several dependencies: its client is handed in, or its address is not
 * known. One breaker for all of them would let one that is down take away the others.
 */
export function mayGoElsewhere(source: EditableSource, call: Call, node: ArgumentsNode): boolean {
  const { kind, client, dependency } = call;
  if (!ANY_HOST.has(kind)) return false;
  if (dependency === client || / more$/.test(dependency)) return true;
  const root = rootName(node.callee);
  return root !== null && isParameter(source, node, root);
}

/** `users` of `users.http.get(…)`. */
function rootName(callee: Node): string | null {
  let node = unwrapped(callee);
  while (node.type === 'MemberExpression') node = unwrapped(node.object);
  return node.type === 'Identifier' ? node.name : null;
}

const isParameter = (source: EditableSource, node: Node, name: string): boolean =>
  [...ancestorsOf(source, node)].some(
    (around) => isFunction(around) && around.params.some((one) => binds(one, name)),
  );

/** Whether a parameter, or a part of it, has that name; where it has a default, that is what it is. */
const binds = (parameter: Node, name: string): boolean =>
  handle(bindings, parameter, name) ?? false;

const bindings: Handlers<string, boolean> = {
  Identifier: (one, name) => one.name === name,
  AssignmentPattern: ({ left }, name) => left.type !== 'Identifier' && binds(left, name),
  RestElement: ({ argument }, name) => binds(argument, name),
  Property: ({ value }, name) => binds(value, name),
  ObjectPattern: ({ properties }, name) => properties.some((one) => binds(one, name)),
  ArrayPattern: ({ elements }, name) => elements.some((one) => one !== null && binds(one, name)),
};
