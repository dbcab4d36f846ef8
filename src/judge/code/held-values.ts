import type { BindingFact, BindingId, Expression } from '../../parse/facts.js';
import { globalMember, type Judging } from '../judging.js';

/** A name where it is declared. */
export interface Held {
  readonly file: string;
  readonly id: BindingId;
  readonly binding: BindingFact;
}

/** Barrels that export of each other are followed as far as this. */
const DEEPEST = 8;

/** What a name stands for, through imports and the files that pass them on. */
export function heldBy(judging: Judging, file: string, id: BindingId, depth = 0): Held | null {
  const binding = judging.facts(file)?.bindings[id];
  if (binding === undefined || depth > DEEPEST) return null;
  const { import: source } = binding;
  if (source === undefined) return { file, id, binding };
  return importedFrom(judging, { file, name: source.imported, specifier: source.specifier }, depth);
}

interface Asked {
  readonly file: string;
  readonly specifier: string;
  readonly name: string;
}

function importedFrom(
  judging: Judging,
  { file, specifier, name }: Asked,
  depth: number,
): Held | null {
  const { exports, modules } = judging.resolver;
  const target = modules.resolve(file, specifier);
  const located = target.kind === 'file' ? exports.locate(target.file, name) : null;
  const [entry, ...others] = located?.entries ?? [];
  if (located === null || entry === undefined || others.length > 0 || depth > DEEPEST) return null;
  if (entry.from !== undefined) {
    const asked = {
      file: located.file,
      specifier: entry.from.specifier,
      name: entry.from.imported,
    };
    return importedFrom(judging, asked, depth + 1);
  }
  return entry.binding === undefined
    ? null
    : heldBy(judging, located.file, entry.binding, depth + 1);
}

/** Whether a name means different things at different times. */
export function isChanged(judging: Judging, { file, id, binding }: Held): boolean {
  if (binding.assigned !== undefined && binding.assigned.length > 0) return true;
  const changes = judging.map(file)?.statements('change') ?? [];
  return changes.some(({ target }) => target.kind === 'name' && target.binding === id);
}

/** Whether something of any name is put into the object that a name stands for. */
export function isFilled(judging: Judging, { file, id }: Held): boolean {
  const facts = judging.facts(file);
  const isIt = (one: Expression | undefined): boolean => one?.kind === 'name' && one.binding === id;
  return (
    facts?.writes.some(({ target }) => target.property === null && isIt(target.object)) === true ||
    facts?.calls.some(
      (call) => globalMember(call) === 'Object.assign' && isIt(call.arguments[0]),
    ) === true
  );
}

/** The members of an enum, where the expression names one. */
export function enumOf(
  judging: Judging,
  expression: Expression,
  file: string,
): BindingFact['values'] {
  if (expression.kind !== 'name' || expression.binding === null) return undefined;
  return heldBy(judging, file, expression.binding)?.binding.values;
}
