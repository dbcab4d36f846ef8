import { unwrapped, type Node } from '../../parse/ast.js';
import type { ArgumentsNode } from '../source/find-call.js';
import { isText } from './set-option.js';

/** A place of the catalogue that an edit can reach: `call.1.timeout`, `instance.0.timeout.request`. */
export interface OptionPlace {
  readonly where: 'call' | 'instance';
  readonly argument: number;
  readonly path: readonly string[];
}

/**
 * Null for places that are no option of an argument: of a connection string, of another call; and for
 * names with dots, which no edit writes.
 */
export function optionPlace(place: string): OptionPlace | null {
  const [where, argument, ...path] = place.split('.');
  if ((where !== 'call' && where !== 'instance') || /[?[]/.test(place)) return null;
  if (argument === undefined || !/^\d+$/.test(argument) || path.length === 0) return null;
  return { where, argument: Number(argument), path };
}

/** A parameter of a connection string, and the argument that this stands in. */
export interface TextPlace {
  readonly argument: number;
  readonly name: string;
}

/** `instance.0?socketTimeoutMS`; null for other places. */
export const textPlace = (place: string): TextPlace | null => {
  const [, argument, name] = /^(?:call|instance)\.(\d+)\?(.+)$/.exec(place) ?? [];
  return argument === undefined || name === undefined ? null : { argument: Number(argument), name };
};

/**
 * Which of several places is meant: an options object that stands there, else the first free
 * argument behind strings. Null where an argument could be either.
 */
export function placeFor(
  { arguments: given }: Pick<ArgumentsNode, 'arguments'>,
  places: readonly OptionPlace[],
  strings: readonly TextPlace[],
): OptionPlace | null {
  const sorted = places.toSorted((one, two) => one.argument - two.argument);
  for (const place of sorted) {
    const argument = given[place.argument];
    if (argument === undefined) return isFree(place, given.length) ? place : null;
    if (isObject(argument) || isCallback(argument)) return place;
    if (saysText(argument)) continue;
    const isOnly =
      place === sorted.at(-1) && !strings.some(({ argument: index }) => index === place.argument);
    return isOnly ? place : null;
  }
  return null;
}

/** A call may leave out one argument before its options; what makes a client cannot. */
const isFree = ({ where, argument }: OptionPlace, count: number): boolean =>
  argument - count <= (where === 'call' ? 1 : 0);

const isCallback = ({ type }: Node): boolean =>
  type === 'ArrowFunctionExpression' || type === 'FunctionExpression';

const isObject = (node: Node): boolean => {
  const inner = plain(node);
  return inner.type === 'ObjectExpression';
};

function plain(node: Node): Node {
  const inner = unwrapped(node);
  return inner.type === 'TSAsExpression' || inner.type === 'TSSatisfiesExpression'
    ? plain(inner.expression)
    : inner;
}

/** Names of what is a string, or a URL, by all experience. */
const TEXT_NAME = /(?:ur[il]|href|dsn|host|endpoint|address|connection_?string)$/i;

/** Whether an argument is text or a URL rather than options. */
export function saysText(node: Node): boolean {
  const inner = plain(node);
  if (isText(inner)) return true;
  if (inner.type === 'Identifier') return TEXT_NAME.test(inner.name);
  if (inner.type === 'MemberExpression')
    return inner.property.type === 'Identifier' && TEXT_NAME.test(inner.property.name);
  if (inner.type === 'LogicalExpression') return saysText(inner.left) || saysText(inner.right);
  return inner.type === 'NewExpression' && saysUrl(inner.callee);
}

const saysUrl = (callee: Node): boolean => callee.type === 'Identifier' && callee.name === 'URL';
