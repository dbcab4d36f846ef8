import type { ClassId, FileFacts } from '../../parse/facts.js';
import type { Judging } from '../judging.js';

/**
 * Whether a class can stand in the list that its framework takes it from: another file imports it,
 * or one that leads to no file goes by its name, or its own file mentions it.
 */
export function mayBeListed(judging: Judging, facts: FileFacts, id: ClassId): boolean {
  const name = facts.classes[id]?.name ?? null;
  if (judging.importers().has(facts.file) || name === null) return true;
  return isMentioned(facts, id) || importedFromElsewhere(judging).has(name);
}

/** Beside what its own methods say of it. */
function isMentioned({ bindings, functions }: FileFacts, id: ClassId): boolean {
  const own = bindings.findIndex((binding) => binding.class === id);
  return functions.some((one) => one.class !== id && one.mentions?.includes(own) === true);
}

const known = new WeakMap<Judging, ReadonlySet<string>>();

/** Names that are imported from what is no file of the repository. */
function importedFromElsewhere(judging: Judging): ReadonlySet<string> {
  const found = known.get(judging) ?? new Set(namesFromElsewhere(judging));
  known.set(judging, found);
  return found;
}

function* namesFromElsewhere(judging: Judging): Iterable<string> {
  for (const { file } of judging.repository.sources) {
    for (const { import: source, name } of judging.facts(file)?.bindings ?? []) {
      if (source === undefined) continue;
      const target = judging.resolver.modules.resolve(file, source.specifier);
      if (target.kind !== 'file') yield source.imported === 'default' ? name : source.imported;
    }
  }
}
