import { handle, isFunction, type Handlers, type Node } from '../../parse/ast.js';
import { ancestorsOf, type EditableSource } from '../source/editable-source.js';

/** Whether a name is a parameter of a function around a node, or a part of one. */
export const isParameter = (source: EditableSource, node: Node, name: string): boolean =>
  [...ancestorsOf(source, node)].some((around) => takes(around, name));

/** Whether a function has a parameter of that name. */
export const takes = (node: Node, name: string): boolean =>
  isFunction(node) && node.params.some((one) => binds(one, name));

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
