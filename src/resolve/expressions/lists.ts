import type { Engine } from '../engine.js';
import type { ListValue, Value } from '../values.js';

/** Members of arrays, sets and maps that hand out elements when called or read. */
const ELEMENT_METHODS = new Set(['find', 'pop', 'shift', 'at', 'get', 'next', 'findLast']);
const SAME_METHODS = new Set([
  'filter',
  'slice',
  'concat',
  'reverse',
  'sort',
  'values',
  'flat',
  'entries',
  'toSorted',
  'splice',
]);

/** What a list holds; nothing of what is none. */
export const elementsOf = (value: Value): readonly Value[] =>
  value.kind === 'list' ? value.elements : [];

/** What `...value` stands for; another kind of collection is as good as its elements. */
export const spreadOut = (value: Value): readonly Value[] =>
  value.kind === 'list' ? value.elements : [value];

/** The value itself, a list of such values, or one that stands first in a list. */
export function listed(value: Value, many: true | 'first' | undefined): Value {
  if (many === undefined) return value;
  const list: Value = { kind: 'list', elements: [value] };
  return many === 'first' ? { kind: 'list', elements: [list], positions: [[list]] } : list;
}

export function listMember(list: ListValue, name: string): readonly Value[] {
  if (/^\d+$/.test(name)) return list.positions?.[Number(name)] ?? list.elements;
  if (ELEMENT_METHODS.has(name) || SAME_METHODS.has(name)) return [];
  // Records: `clients.primary`.
  return list.positions === undefined ? list.elements : [];
}

/** What calling a method of a list yields. */
export function listCall(engine: Engine, list: ListValue, name: string): readonly Value[] {
  if (isBuilding(engine, list, name)) return [list];
  if (ELEMENT_METHODS.has(name)) return list.elements;
  return SAME_METHODS.has(name) ? [{ kind: 'list', elements: list.elements }] : [];
}

/** `User.find().limit(3)`: the query for the list, as before. */
const isBuilding = ({ catalog }: Engine, { building }: ListValue, name: string): boolean =>
  building !== undefined && catalog.member(building, name)?.returns === 'Self';
