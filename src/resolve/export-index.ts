import type { ExportFact, FileFacts } from '../parse/facts.js';
import type { ModuleResolver } from './modules.js';

/** The export statements that give a name, in the file where they stand. */
export interface LocatedExport {
  readonly file: string;
  readonly entries: readonly ExportFact[];
}

/** Finds who exports a name through barrels (`export *`), each question answered once. */
export class ExportIndex {
  readonly #facts: (file: string) => FileFacts | undefined;
  readonly #modules: ModuleResolver;
  readonly #known = new Map<string, LocatedExport | null>();

  constructor(facts: (file: string) => FileFacts | undefined, modules: ModuleResolver) {
    this.#facts = facts;
    this.#modules = modules;
  }

  /** Null when neither the file nor a repository file it re-exports names it. */
  locate(file: string, name: string): LocatedExport | null {
    const key = `${file}\0${name}`;
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    // While the question is open, a cycle of barrels answers nothing.
    this.#known.set(key, null);
    const found = this.#search(file, name);
    this.#known.set(key, found);
    return found;
  }

  #search(file: string, name: string): LocatedExport | null {
    const facts = this.#facts(file);
    if (facts === undefined) return null;
    const entries = facts.exports.filter((entry) => entry.name === name);
    if (entries.length > 0) return { file, entries };
    return name === 'default' ? null : this.#throughBarrels(facts, name);
  }

  #throughBarrels({ file, exports }: FileFacts, name: string): LocatedExport | null {
    const outside: ExportFact[] = [];
    for (const entry of exports) {
      if (entry.name !== '*' || entry.from === undefined) continue;
      const target = this.#modules.resolve(file, entry.from.specifier);
      if (target.kind === 'package' || target.kind === 'builtin') outside.push(entry);
      const found = target.kind === 'file' ? this.locate(target.file, name) : null;
      if (found !== null) return found;
    }
    return outside.length === 0 ? null : { file, entries: outside };
  }
}
