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
  const stored: readonly Root[] = [
    ...facts.bindings.map(({ value, function: id }): Root => [value, id]),
    ...facts.calls.flatMap(({ arguments: given, function: id }) =>
      given.map((one): Root => [one, id]),
    ),
    ...facts.functions.flatMap(({ returns }, id) => returns.map((one): Root => [one, id])),
    ...facts.writes.map(({ value, function: id }): Root => [value, id]),
    ...facts.exports.map(({ expression }): Root => [expression, 0]),
    ...facts.classes.flatMap(({ members, function: id }) =>
      members.map(({ value }): Root => [value, id]),
    ),
  ];
  for (const [expression, id] of stored) {
    if (expression === undefined) continue;
    yield { expression, place: { file: facts.file, function: id, class: null, frame: null } };
  }
}
