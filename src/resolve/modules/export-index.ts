import type { ExportFact, FileFacts } from '../../parse/facts.js';
import { groupBy } from '../../text/group-by.js';
import type { ModuleResolver } from './modules.js';

/** The export statements that give a name, in the file where they stand. */
export interface LocatedExport {
  readonly file: string;
  readonly entries: readonly ExportFact[];
}

/** What a file exports: under names, and all that others do (`export *`). */
interface FileExports {
  readonly named: ReadonlyMap<string, readonly ExportFact[]>;
  readonly barrels: readonly string[];
  /** `export *` of packages, which may hold any name. */
  readonly outside: readonly ExportFact[];
}

const MOST_PASSED = 8;

/** Finds who exports a name through barrels (`export *`), each question answered once. */
export class ExportIndex {
  readonly #facts: (file: string) => FileFacts | undefined;
  readonly #modules: ModuleResolver;
  readonly #files = new Map<string, FileExports | null>();
  readonly #known = new Map<string, Map<string, LocatedExport | null>>();

  constructor(facts: (file: string) => FileFacts | undefined, modules: ModuleResolver) {
    this.#facts = facts;
    this.#modules = modules;
  }

  /** Null when neither the file nor a repository file it re-exports names it. */
  locate(file: string, name: string): LocatedExport | null {
    const ofFile = this.#known.get(file) ?? new Map<string, LocatedExport | null>();
    this.#known.set(file, ofFile);
    const known = ofFile.get(name);
    if (known !== undefined) return known;
    // Barrels in a circle are each entered once for a question; only its own answer is whole.
    const found = this.#search(file, name, new Set());
    ofFile.set(name, found);
    return found;
  }

  /** Names under which a file exports values, those of its barrels included. */
  names(file: string): readonly string[] {
    const entered = new Set<string>();
    const names = new Set<string>();
    const pending = [file];
    for (let one = pending.pop(); one !== undefined; one = pending.pop()) {
      if (entered.has(one)) continue;
      entered.add(one);
      const exports = this.#exportsOf(one);
      if (exports === null) continue;
      for (const name of valueNames(exports)) {
        if (one === file || name !== 'default') names.add(name);
      }
      pending.push(...exports.barrels.toReversed());
    }
    return [...names];
  }

  /** The statement that makes what is exported under a name, over those that pass it on. */
  made(file: string, name: string): { readonly file: string; readonly entry: ExportFact } | null {
    let asked = { file, name };
    for (let steps = 0; steps < MOST_PASSED; steps++) {
      const located = this.locate(asked.file, asked.name);
      const entry = located?.entries.find(({ typeOnly }) => !typeOnly);
      if (located === null || entry === undefined) return null;
      if (entry.from === undefined) return { file: located.file, entry };
      const target = this.#modules.resolve(located.file, entry.from.specifier);
      if (target.kind !== 'file' || entry.from.imported === '*') return null;
      asked = { file: target.file, name: entry.from.imported };
    }
    return null;
  }

  #search(file: string, name: string, entered: Set<string>): LocatedExport | null {
    entered.add(file);
    const exports = this.#exportsOf(file);
    if (exports === null) return null;
    const entries = exports.named.get(name);
    if (entries !== undefined) return { file, entries };
    if (name === 'default') return null;
    for (const barrel of exports.barrels) {
      const found = entered.has(barrel) ? null : this.#search(barrel, name, entered);
      if (found !== null) return found;
    }
    return exports.outside.length === 0 ? null : { file, entries: exports.outside };
  }

  #exportsOf(file: string): FileExports | null {
    const known = this.#files.get(file);
    if (known !== undefined) return known;
    const facts = this.#facts(file);
    const read = facts === undefined ? null : this.#read(facts);
    this.#files.set(file, read);
    return read;
  }

  #read({ file, exports }: FileFacts): FileExports {
    const barrels: string[] = [];
    const outside: ExportFact[] = [];
    for (const entry of exports) {
      if (entry.name !== '*' || entry.from === undefined) continue;
      const target = this.#modules.resolve(file, entry.from.specifier);
      if (target.kind === 'package' || target.kind === 'builtin') outside.push(entry);
      else if (target.kind === 'file') barrels.push(target.file);
    }
    return { named: groupBy(exports, ({ name }) => name), barrels, outside };
  }
}

const valueNames = ({ named }: FileExports): readonly string[] =>
  [...named].flatMap(([name, entries]) =>
    name === '*' || name === '=' || entries.every(({ typeOnly }) => typeOnly) ? [] : [name],
  );
