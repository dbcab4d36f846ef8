import type { ClassId, FileFacts, FunctionId } from '../../parse/facts.js';
import type { Judging } from '../judging.js';
import { ownerOf } from '../settings/makings.js';
import type { Point } from './points.js';

/** `new Monitor(ping)`: where the methods of the class call the function that it was made with. */
export function callsOfKept(
  judging: Judging,
  { file, class: owner }: { readonly file: string; readonly class: ClassId },
  index: number,
): readonly Point[] {
  const facts = judging.facts(file);
  const field = facts && fieldOf(facts, owner, index);
  if (facts === undefined || field == null) return [];
  return judging.names.calls(field).filter((point) => {
    const call = point.file === file ? judging.call(point) : undefined;
    const callee = call?.callee;
    return (
      call !== undefined &&
      ownerOf(facts, call.function) === owner &&
      callee?.kind === 'member' &&
      callee.property === field &&
      callee.object.kind === 'this'
    );
  });
}

/** The field in which a constructor keeps its parameter. */
function fieldOf(facts: FileFacts, owner: ClassId, index: number): string | null {
  const constructor = facts.classes[owner]?.members.find(({ kind }) => kind === 'constructor');
  const parameter =
    constructor?.function === undefined
      ? undefined
      : facts.functions[constructor.function]?.parameters[index];
  if (parameter === undefined) return null;
  return parameter.property
    ? (parameter.name ?? null)
    : writtenTo(facts, constructor?.function ?? 0, parameter.binding);
}

function writtenTo(
  { writes }: FileFacts,
  constructor: FunctionId,
  binding: number | undefined,
): string | null {
  const kept = writes.find(
    ({ function: id, target, value }) =>
      id === constructor &&
      target.object.kind === 'this' &&
      value.kind === 'name' &&
      value.binding === binding,
  );
  return kept?.target.property ?? null;
}
