import type { Expression, FileFacts, FunctionId } from '../parse/facts.js';
import { children } from './children.js';
import type { Place } from './values.js';

interface PlacedObject {
  readonly expression: Extract<Expression, { kind: 'object' }>;
  readonly place: Place;
}

/** Every object literal of a file that is part of a declaration, argument, return or field. */
export function* objectLiterals(facts: FileFacts): Iterable<PlacedObject> {
  for (const { expression, place } of roots(facts)) yield* within(expression, place);
}

function* within(root: Expression, place: Place): Iterable<PlacedObject> {
  const pending: Expression[] = [root];
  for (let one = pending.pop(); one !== undefined; one = pending.pop()) {
    if (one.kind === 'object') yield { expression: one, place };
    for (const child of children(one)) pending.push(child);
  }
}

type Root = readonly [expression: Expression | undefined, around: FunctionId];

function* roots(facts: FileFacts): Iterable<{ expression: Expression; place: Place }> {
  for (const [expression, id] of stored(facts)) {
    if (expression === undefined || isLeaf(expression)) continue;
    yield { expression, place: { file: facts.file, function: id, class: null, frame: null } };
  }
}

/** Most of what code stores is a name or a text: nothing is inside of it. */
const isLeaf = ({ kind }: Expression): boolean => kind === 'name' || kind === 'literal';

function* stored(facts: FileFacts): Iterable<Root> {
  for (const { value, function: id } of facts.bindings) yield [value, id];
  for (const { arguments: given, function: id } of facts.calls) {
    for (const one of given) yield [one, id];
  }
  for (const [id, { returns }] of facts.functions.entries()) {
    for (const one of returns) yield [one, id];
  }
  for (const { value, function: id } of facts.writes) yield [value, id];
  for (const { expression } of facts.exports) yield [expression, 0];
  for (const { members, function: id } of facts.classes) {
    for (const { value } of members) yield [value, id];
  }
}
