import type { FileFacts } from '../../parse/facts.js';
import type { ModuleResolver } from '../../resolve/modules/modules.js';

interface Loading {
  readonly files: () => readonly string[];
  readonly facts: (file: string) => FileFacts | undefined;
  readonly modules: ModuleResolver;
}

/** The files that no other loads, by which each file is loaded: a program runs in a process of its own. */
export class ProgramsOfFiles {
  readonly #loading: Loading;
  readonly #known = new Map<string, ReadonlySet<string>>();
  #loadedBy: ReadonlyMap<string, ReadonlySet<string>> | undefined;

  constructor(loading: Loading) {
    this.#loading = loading;
  }

  /** Those of some places that a program of the file loads too; all where no program loads both. */
  besides<T extends { readonly file: string }>(file: string, places: readonly T[]): readonly T[] {
    if (places.every((one) => one.file === places[0]?.file)) return places;
    const own = this.#of(file);
    const shared = places.filter((one) => [...this.#of(one.file)].some((root) => own.has(root)));
    return shared.length === 0 ? places : shared;
  }

  #of(file: string): ReadonlySet<string> {
    const known = this.#known.get(file);
    if (known !== undefined) return known;
    this.#loadedBy ??= readLoading(this.#loading);
    const seen = new Set([file]);
    const roots = new Set<string>();
    for (const one of seen) {
      const loaders = this.#loadedBy.get(one);
      if (loaders === undefined) roots.add(one);
      else for (const loader of loaders) seen.add(loader);
    }
    // Files that load each other in a circle are one program.
    const programs = roots.size === 0 ? seen : roots;
    this.#known.set(file, programs);
    return programs;
  }
}

function readLoading({ files, facts, modules }: Loading): ReadonlyMap<string, ReadonlySet<string>> {
  const loadedBy = new Map<string, Set<string>>();
  for (const file of files()) {
    for (const { specifier } of facts(file)?.requests ?? []) {
      const target = modules.resolve(file, specifier);
      if (target.kind !== 'file' || target.file === file) continue;
      const loaders = loadedBy.get(target.file);
      if (loaders === undefined) loadedBy.set(target.file, new Set([file]));
      else loaders.add(file);
    }
  }
  return loadedBy;
}
