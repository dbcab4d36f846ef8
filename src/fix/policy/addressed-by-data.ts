import { isFunction, keyName, unwrapped, type Node } from '../../parse/ast.js';
import { ancestorsOf, type EditableSource } from '../source/editable-source.js';
import { childrenOf } from '../source/node-places.js';
import type { ArgumentsNode } from '../source/find-call.js';
import { isParameter, takes } from './is-parameter.js';

/**
 * Whether the address of a call is a field of something that is handed in, or was loaded:
 * `hook.url` of each hook that a user has registered. Its name says which field, not which host.
 */
export function isAddressedByData(
  source: EditableSource,
  node: ArgumentsNode,
  dependency: string,
): boolean {
  const address = addressOf(node);
  const field = address === null ? null : fieldOf(source, node, address);
  return field !== null && field.name === dependency && isData(source, node, field.owner);
}

/**
 * Whether the function around a call is told the whole address: `getJson(url)` fetches whatever it is
 * asked for, though all who ask it today may name one host.
 */
export function isAddressHandedIn(source: EditableSource, node: ArgumentsNode): boolean {
  const address = addressOf(node);
  const around = [...ancestorsOf(source, node)].find(isFunction);
  if (address === null || around === undefined) return false;
  const name = nameBeginning(source, node, address);
  return name !== null && takes(around, name);
}

/** The name that an address begins with, past variables that stand for it. */
function nameBeginning(source: EditableSource, call: Node, address: Node): string | null {
  const start = beginOf(address);
  if (start.type !== 'Identifier') return null;
  const init = valueOf(source, call, start.name);
  return init === null || init === address ? start.name : nameBeginning(source, init, init);
}

/** The first argument, or what it says under such a name. */
function addressOf({ arguments: [given] }: ArgumentsNode): Node | null {
  if (given?.type !== 'ObjectExpression') return given ?? null;
  for (const one of given.properties)
    if (one.type === 'Property' && /^(url|uri|baseURL)$/.test(keyName(one.key, one.computed) ?? ''))
      return one.value;
  return null;
}

interface Field {
  readonly owner: string;
  readonly name: string;
}

/** The field that an address begins with. */
function fieldOf(source: EditableSource, call: Node, address: Node): Field | null {
  const start = beginOf(address);
  if (start.type === 'MemberExpression') {
    const owner = unwrapped(start.object);
    const name = keyName(start.property, start.computed);
    return owner.type === 'Identifier' && name !== null ? { owner: owner.name, name } : null;
  }
  if (start.type !== 'Identifier') return null;
  const init = valueOf(source, call, start.name);
  return init === null || init === address ? null : fieldOf(source, init, init);
}

/** `base` of `base + path` and of `${base}/path`. */
function beginOf(address: Node): Node {
  const node = unwrapped(address);
  if (node.type === 'BinaryExpression' && node.operator === '+') return beginOf(node.left);
  if (node.type === 'LogicalExpression') return beginOf(node.left);
  if (node.type !== 'TemplateLiteral') return node;
  const [text] = node.quasis;
  const [first] = node.expressions;
  return first !== undefined && text?.value.raw === '' ? beginOf(first) : node;
}

/** Settings are handed in as well, and hold one address each. */
const SETTINGS = /^(?:\w*config(?:uration)?|\w*settings|env|environment)$/i;

function isData(source: EditableSource, node: Node, owner: string): boolean {
  if (SETTINGS.test(owner)) return false;
  if (isParameter(source, node, owner)) return true;
  const value = valueOf(source, node, owner);
  return value?.type === 'AwaitExpression' || isLooped(source, node, owner);
}

const isLooped = (source: EditableSource, node: Node, name: string): boolean =>
  [...ancestorsOf(source, node)].some(
    (around) => around.type === 'ForOfStatement' && declares(around.left, name),
  );

const declares = (left: Node, name: string): boolean =>
  left.type === 'VariableDeclaration' &&
  left.declarations.some(({ id }) => id.type === 'Identifier' && id.name === name);

/** What a variable of a function around a node is set to where it is declared. */
function valueOf(source: EditableSource, node: Node, name: string): Node | null {
  for (const around of ancestorsOf(source, node)) {
    if (around.type === 'BlockStatement') {
      const found = declaredIn(source, around, name);
      if (found !== null) return found;
    }
    if (takes(around, name)) return null;
  }
  return null;
}

function declaredIn(source: EditableSource, block: Node, name: string): Node | null {
  for (const statement of childrenOf(block, source.childKeys)) {
    if (statement.type !== 'VariableDeclaration') continue;
    const found = statement.declarations.find(
      ({ id }) => id.type === 'Identifier' && id.name === name,
    );
    if (found?.init != null) return found.init;
  }
  return null;
}
