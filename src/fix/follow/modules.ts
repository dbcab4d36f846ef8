import { posix } from 'node:path';
import type { EditableSource } from '../source/editable-source.js';
import type { Sources } from '../sources.js';

const ENDINGS = ['.ts', '.mts', '.cts', '.tsx', '.js', '.mjs', '.cjs', '.jsx'] as const;

/** Finds the files of the repository that imports lead to. */
export class Modules {
  readonly #sources: Sources;
  readonly #files: () => readonly string[];
  #byTail: ReadonlyMap<string, readonly string[]> | undefined;

  constructor(sources: Sources, files: () => readonly string[]) {
    this.#sources = sources;
    this.#files = files;
  }

  /** The file that a specifier names in another one; null for packages, and for what is not sure. */
  of(file: string, specifier: string): EditableSource | null {
    const found = specifier.startsWith('.')
      ? this.#relative(posix.join(posix.dirname(file), specifier))
      : this.#aliased(specifier);
    const source = found === null ? 'place-not-found' : this.#sources.get(found);
    return typeof source === 'string' ? null : source;
  }

  #relative(path: string): string | null {
    const files = this.#tails().get(posix.basename(stemOf(path))) ?? [];
    const folder = this.#tails().get('index') ?? [];
    return (
      files.find((file) => file === path) ??
      files.find((file) => stemOf(file) === stemOf(path) || bare(file) === path) ??
      folder.find((file) => stemOf(file) === posix.join(path, 'index')) ??
      null
    );
  }

  /** `@/db/pool`, `~/db/pool`, `@config/db`: the only file whose path ends so. */
  #aliased(specifier: string): string | null {
    const path = stemOf(specifier.replace(/^[@~#]\/?/, ''));
    if (!path.includes('/')) return null;
    const ends = (file: string, name: string): boolean =>
      stemOf(file) === name || stemOf(file).endsWith(`/${name}`);
    const files = this.#tails().get(posix.basename(path)) ?? [];
    const folders = this.#tails().get('index') ?? [];
    const found = [
      ...files.filter((file) => ends(file, path)),
      ...folders.filter((file) => ends(file, `${path}/index`)),
    ];
    return found.length === 1 ? (found[0] ?? null) : null;
  }

  /** Files by their names without endings. */
  #tails(): ReadonlyMap<string, readonly string[]> {
    if (this.#byTail !== undefined) return this.#byTail;
    const tails = new Map<string, string[]>();
    for (const file of this.#files()) {
      const tail = posix.basename(stemOf(file));
      const known = tails.get(tail);
      if (known === undefined) tails.set(tail, [file]);
      else known.push(file);
    }
    return (this.#byTail = tails);
  }
}

/** A path without its ending, where that is one of sources. */
export function stemOf(path: string): string {
  const ending = ENDINGS.find((one) => path.endsWith(one));
  return ending === undefined ? path : path.slice(0, -ending.length);
}

const bare = (file: string): string => stemOf(file);
