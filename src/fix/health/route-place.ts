import type { EntryPoint } from '../../model/assessment.js';
import { unwrapped, type Node } from '../../parse/ast.js';
import { callAt } from '../source/find-call.js';
import type { EditableSource } from '../source/editable-source.js';

/** Where a route can be put in front of another one. */
export interface RoutePlace {
  /** What the other one is registered on: "app", "this.router". */
  readonly receiver: string;
  /** The begin of the line, and what stands in front of code there. */
  readonly start: number;
  readonly indent: string;
}

/**
 * In front of a registration that is a statement of its own (`app.get('/orders', …);`), if clients see
 * its path as it stands there: below a prefix, another route would be below it too.
 */
export function routePlace(source: EditableSource, route: EntryPoint): RoutePlace | null {
  const registered = registrationOf(source, route);
  if (registered === null) return null;
  const { receiver, statement } = registered;
  const { text } = source;
  const begin = text.lastIndexOf('\n', statement.start - 1) + 1;
  const indent = text.slice(begin, statement.start);
  if (!/^[ \t]*$/.test(indent)) return null;
  return {
    ...{ receiver: text.slice(receiver.start, receiver.end), indent },
    start: aboveComments(text, begin),
  };
}

interface Registered {
  readonly receiver: Node;
  readonly statement: Node;
}

function registrationOf(source: EditableSource, route: EntryPoint): Registered | null {
  const [method = '', path = ''] = route.name.split(' ');
  const call = callAt(source, { ...route, name: method.toLowerCase() });
  if (call?.type !== 'CallExpression' || call.callee.type !== 'MemberExpression') return null;
  const [first] = call.arguments;
  const isWhole = first?.type === 'Literal' && first.value === path;
  const statement = source.parentOf(call);
  const receiver = unwrapped(call.callee.object);
  return isWhole && isPlain(receiver) && statement?.type === 'ExpressionStatement'
    ? { receiver, statement }
    : null;
}

/** Not what another registration returns. */
const isPlain = ({ type }: Node): boolean => type === 'Identifier' || type === 'MemberExpression';

/** The begin of the first of the comments that stand right above a line, and belong to it. */
function aboveComments(text: string, begin: number): number {
  let first = begin;
  for (let start = begin; start > 0;) {
    const above = text.lastIndexOf('\n', start - 2) + 1;
    const line = text.slice(above, start).trim();
    if (!/^(\/\/|\/\*|\*)/.test(line)) break;
    // A line of stars is part of a comment only where its begin is found.
    if (line.startsWith('/')) first = above;
    start = above;
  }
  return first;
}
