import type { Expression } from '../../parse/facts.js';
import { lastName } from '../../resolve/indexes/callee-names.js';
import type { Place, Value } from '../../resolve/values.js';
import type { Judging } from '../judging.js';
import { classKey } from './host.js';

/** A route as those that choose routes know it. */
export interface AskedRoute {
  readonly file: string;
  /** "GET /users/:id", without what the whole program is below. */
  readonly name: string;
  /** The class that handles it. */
  readonly owner: string;
}

/** All routes of a class, or those at a path. */
type Selector =
  { readonly owner: string } | { readonly path: readonly string[]; readonly method: string | null };

export interface Selection {
  readonly chosen: readonly Selector[];
  readonly excepted: readonly Selector[];
}

export const selects = ({ chosen, excepted }: Selection, route: AskedRoute): boolean =>
  chosen.some((one) => matches(one, route)) && !excepted.some((one) => matches(one, route));

function matches(selector: Selector, { name, owner }: AskedRoute): boolean {
  if ('owner' in selector) return selector.owner === owner;
  const [method = '', path = ''] = name.split(' ');
  const isMethod = selector.method === null || method === 'ALL' || method === selector.method;
  return isMethod && isAt(selector.path, partsOf(path));
}

const WILD = /^(\{?\*\w*\}?|\(\.\*\))$/;

/** "users/*" is all below "users", ":id" any one part. "users/:id" is not where "users/feed" is asked for. */
function isAt(pattern: readonly string[], path: readonly string[]): boolean {
  const end = pattern.findIndex((part) => WILD.test(part));
  if (end === 0) return true;
  const fits = end < 0 ? path.length === pattern.length : path.length > end;
  return (
    fits && (end < 0 ? pattern : pattern.slice(0, end)).every((part, at) => isPart(part, path[at]))
  );
}

const isPart = (part: string, asked = ''): boolean =>
  part.startsWith(':') || asked.split('|').includes(part);

const partsOf = (path: string): readonly string[] => path.split('/').filter((part) => part !== '');

/** What arguments choose: paths, objects with a path and a method, and classes. */
export const selectorsIn = (
  judging: Judging,
  expressions: readonly Expression[],
  place: Place,
): readonly Selector[] =>
  expressions
    .flatMap((one) => judging.resolver.evaluate(one.kind === 'spread' ? one.value : one, place))
    .flatMap((value) => selectorsOf(judging, value));

function selectorsOf(judging: Judging, value: Value): readonly Selector[] {
  switch (value.kind) {
    case 'constant':
      return typeof value.value === 'string' ? [{ path: partsOf(value.value), method: null }] : [];
    case 'class':
      return [{ owner: classKey(value.file, value.class) }];
    case 'list':
      return value.elements.flatMap((one) => selectorsOf(judging, one));
    case 'object':
      return atPath(judging, value);
    case 'callable':
    case 'external':
    case 'function':
    case 'instance':
    case 'module':
    case 'operation':
    case 'package':
    case 'shape':
      return [];
  }
}

/** `{ path: 'users', method: RequestMethod.GET }`. */
function atPath(
  judging: Judging,
  { expression, place }: Extract<Value, { kind: 'object' }>,
): readonly Selector[] {
  const of = (name: string): Expression | undefined =>
    expression.properties.find(({ key }) => key === name)?.value;
  const [path, method] = [of('path'), of('method')];
  if (path === undefined) return [];
  const named = method === undefined ? null : lastName(method);
  return judging.resolver
    .evaluate(path, place)
    .flatMap((value) =>
      value.kind === 'constant' && typeof value.value === 'string'
        ? [{ path: partsOf(value.value), method: named === 'ALL' ? null : named }]
        : [],
    );
}
