import type { Expression, FileFacts, FunctionId } from '../../parse/facts.js';
import { oncePer } from '../../text/once.js';
import { children } from '../expressions/children.js';
import type { Place } from '../values.js';

interface PlacedObject {
  readonly expression: Extract<Expression, { kind: 'object' }>;
  readonly place: Place;
}

/**
 * Every object literal of a file that is part of a declaration, argument, return or field. Kept:
 * several indexes of the whole repository begin with them.
 */
export const objectLiterals = oncePer(foundIn);

function foundIn(facts: FileFacts): readonly PlacedObject[] {
  const found: PlacedObject[] = [];
  const note = (root: Expression | undefined, id: FunctionId): void => {
    if (root === undefined || isLeaf(root)) return;
    let place: Place | undefined;
    for (const expression of objectsWithin(root)) {
      place ??= { file: facts.file, function: id, class: null, frame: null };
      found.push({ expression, place });
    }
  };
  noteStored(facts, note);
  return found;
}

function objectsWithin(root: Expression): readonly PlacedObject['expression'][] {
  const found: PlacedObject['expression'][] = [];
  const pending: Expression[] = [root];
  for (let one = pending.pop(); one !== undefined; one = pending.pop()) {
    if (one.kind === 'object') found.push(one);
    for (const child of children(one)) if (!isLeaf(child)) pending.push(child);
  }
  return found;
}

/** Most of what code stores is a name, a text or a call: nothing is inside of it. */
const isLeaf = ({ kind }: Expression): boolean =>
  kind === 'name' || kind === 'literal' || kind === 'call' || kind === 'function';

type Note = (expression: Expression | undefined, around: FunctionId) => void;

function noteStored(facts: FileFacts, note: Note): void {
  for (const { value, function: id } of facts.bindings) note(value, id);
  for (const { arguments: given, function: id } of facts.calls) {
    for (const one of given) note(one, id);
  }
  for (const [id, { returns }] of facts.functions.entries()) {
    for (const one of returns) note(one, id);
  }
  for (const { value, function: id } of facts.writes) note(value, id);
  for (const { expression } of facts.exports) note(expression, 0);
  for (const { members, function: id } of facts.classes) {
    for (const { value } of members) note(value, id);
  }
}
