/** The files that import a file, by the file. */
export type Importers = ReadonlyMap<string, readonly string[]>;

/** The files that no other loads, by which each file is loaded: a program runs in a process of its own. */
export class ProgramsOfFiles {
  readonly #importers: () => Importers;
  readonly #known = new Map<string, ReadonlySet<string>>();

  constructor(importers: () => Importers) {
    this.#importers = importers;
  }

  /** Those of some places that a program of the file loads too; all where no program loads both. */
  besides<T extends { readonly file: string }>(file: string, places: readonly T[]): readonly T[] {
    if (places.every((one) => one.file === places[0]?.file)) return places;
    const own = this.#of(file);
    const shared = places.filter((one) => [...this.#of(one.file)].some((root) => own.has(root)));
    return shared.length === 0 ? places : shared;
  }

  /** Those of some places from which the fewest imports lead to the file; all where none do. */
  nearest<T extends { readonly file: string }>(file: string, places: readonly T[]): readonly T[] {
    if (places.every((one) => one.file === places[0]?.file)) return places;
    const seen = new Set<string>();
    for (let round = new Set([file]); round.size > 0; round = this.#loadersOf(round, seen)) {
      const here = places.filter((one) => round.has(one.file));
      if (here.length > 0) return here;
    }
    return places;
  }

  /** What imports any of some files, but for what was seen. */
  #loadersOf(files: ReadonlySet<string>, seen: Set<string>): Set<string> {
    for (const file of files) seen.add(file);
    const loaders = [...files].flatMap((file) => this.#importers().get(file) ?? []);
    return new Set(loaders.filter((loader) => !seen.has(loader)));
  }

  #of(file: string): ReadonlySet<string> {
    const known = this.#known.get(file);
    if (known !== undefined) return known;
    const seen = new Set([file]);
    const roots = new Set<string>();
    for (const one of seen) {
      const loaders = this.#importers().get(one);
      if (loaders === undefined) roots.add(one);
      else for (const loader of loaders) seen.add(loader);
    }
    // Files that load each other in a circle are one program.
    const programs = roots.size === 0 ? seen : roots;
    this.#known.set(file, programs);
    return programs;
  }
}
