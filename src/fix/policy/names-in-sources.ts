import type { ReadFile } from '../timeout/node-support.js';

/** Which names stand anywhere in the sources of a repository, comments included. */
export class NamesInSources {
  readonly #files: () => readonly string[];
  readonly #read: ReadFile;
  readonly #known = new Map<string, boolean>();

  constructor(files: () => readonly string[], read: ReadFile) {
    this.#files = files;
    this.#read = read;
  }

  has(name: string): boolean {
    const known = this.#known.get(name);
    if (known !== undefined) return known;
    const isThere = this.#files().some((file) => this.#read(file)?.includes(name) === true);
    this.#known.set(name, isThere);
    return isThere;
  }
}
