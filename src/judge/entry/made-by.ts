import type { Expression, NameExpression } from '../../parse/facts.js';
import type { Place } from '../../resolve/values.js';
import type { Judging } from '../judging.js';

interface Made {
  readonly expression: Expression;
  readonly place: Place;
}

/** The expression that a variable holds, or that a file exports under an imported name. */
export function madeBy(
  judging: Judging,
  { binding: id }: NameExpression,
  place: Place,
): Made | null {
  const binding = judging.facts(place.file)?.bindings[id ?? -1];
  if (binding === undefined || binding.path !== undefined) return null;
  if (binding.value !== undefined) return { expression: binding.value, place };
  const { import: source } = binding;
  return source === undefined ? null : exported(judging, place.file, source);
}

function exported(
  judging: Judging,
  fromFile: string,
  { specifier, imported }: { readonly specifier: string; readonly imported: string },
): Made | null {
  const target = judging.resolver.modules.resolve(fromFile, specifier);
  return target.kind === 'file' ? exportedAs(judging, target.file, imported) : null;
}

/** What a file exports under a name, at home or passed on of another file. */
export function exportedAs({ resolver }: Judging, file: string, exportedName: string): Made | null {
  const made = resolver.exports.made(file, exportedName);
  if (made === null) return null;
  const { binding, expression, name } = made.entry;
  const value: Expression | undefined =
    binding === undefined ? expression : { kind: 'name', name, binding };
  const place = { file: made.file, function: 0, class: null, frame: null };
  return value === undefined ? null : { expression: value, place };
}
