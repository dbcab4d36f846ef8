import type { BindingFact, BindingId, Expression } from '../../parse/facts.js';
import type { Judging } from '../judging.js';

/** A name where it is declared. */
export interface Held {
  readonly file: string;
  readonly id: BindingId;
  readonly binding: BindingFact;
}

/** Barrels that export of each other are followed as far as this. */
const DEEPEST = 8;

/** What a name stands for, through imports and the files that pass them on. */
export function heldBy(judging: Judging, file: string, id: BindingId): Held | null {
  let at: { readonly file: string; readonly id: BindingId } | null = { file, id };
  for (let depth = 0; at !== null && depth < DEEPEST; depth++) {
    const binding: BindingFact | undefined = judging.facts(at.file)?.bindings[at.id];
    if (binding === undefined) return null;
    if (binding.import === undefined) return { ...at, binding };
    const { specifier, imported } = binding.import;
    at = exportedAs(judging, { file: at.file, specifier, name: imported });
  }
  return null;
}

interface Asked {
  readonly file: string;
  readonly specifier: string;
  readonly name: string;
}

function exportedAs(judging: Judging, asked: Asked): Pick<Held, 'file' | 'id'> | null {
  const { exports, modules } = judging.resolver;
  let { file, specifier, name } = asked;
  for (let depth = 0; depth < DEEPEST; depth++) {
    const target = modules.resolve(file, specifier);
    const located = target.kind === 'file' ? exports.locate(target.file, name) : null;
    const [entry, ...others] = located?.entries ?? [];
    if (located === null || entry === undefined || others.length > 0) return null;
    if (entry.from === undefined)
      return entry.binding === undefined ? null : { file: located.file, id: entry.binding };
    ({ file } = located);
    ({ specifier, imported: name } = entry.from);
  }
  return null;
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
