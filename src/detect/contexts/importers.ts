import type { Repository } from '../../model/repository.js';
import type { FactsStore } from '../../parse/facts-store.js';
import type { ModuleResolver } from '../../resolve/modules/modules.js';

/** The files that import a file, in the order of the sources. */
export function importersOf(
  repository: Repository,
  files: Pick<FactsStore, 'get'>,
  modules: ModuleResolver,
): Map<string, string[]> {
  const importers = new Map<string, string[]>();
  for (const { file } of repository.sources) {
    for (const { specifier, typeOnly } of files.get(file)?.requests ?? []) {
      const target = typeOnly ? undefined : modules.resolve(file, specifier);
      if (target?.kind !== 'file' || target.file === file) continue;
      const known = importers.get(target.file);
      if (known === undefined) importers.set(target.file, [file]);
      else known.push(file);
    }
  }
  return importers;
}
