import { posix } from 'node:path';
import type { PathEntry } from './file-tree.js';
import { readBlobs } from './git-objects.js';

/** Bytes and files that are read ahead in one go. */
const CHUNK_BYTES = 16 * 1024 ** 2;
const CHUNK_FILES = 4_000;
/** Bytes that are kept. */
const KEPT_BYTES = 256 * 1024 ** 2;

/** One line of `git ls-tree`: its path is relative to the top of the repository. */
export interface TreeLine {
  readonly path: string;
  readonly kind: PathEntry['kind'];
  readonly id: string;
  readonly size: number;
}

type Blobs = ReadonlyMap<string, Buffer>;

/** The files of one commit. Files of one kind are asked for one after another, so they are read in chunks. */
export class RevisionFiles {
  readonly #root: string;
  readonly #lines: readonly TreeLine[];
  readonly #index: ReadonlyMap<string, number>;
  #folders: ReadonlyMap<string, ReadonlySet<string>> | undefined;
  #chunks: { readonly blobs: Blobs; readonly bytes: number }[] = [];

  constructor(root: string, lines: readonly TreeLine[]) {
    this.#root = root;
    this.#lines = lines;
    this.#index = new Map(lines.map(({ path }, index) => [path, index]));
  }

  entryAt(path: string): PathEntry | undefined {
    const line = this.#lines[this.#index.get(path) ?? -1];
    if (line !== undefined) return { kind: line.kind, size: line.size };
    return this.#namesByFolder().has(path) ? { kind: 'folder', size: 0 } : undefined;
  }

  namesIn(folder: string): readonly string[] {
    const names = this.#namesByFolder().get(folder);
    if (names === undefined) throw new Error('no such folder');
    return [...names];
  }

  read(path: string): Buffer {
    const index = this.#index.get(path) ?? -1;
    const line = this.#lines[index];
    if (line?.kind !== 'file') throw new Error('not a regular file');
    const known = this.#chunks.find(({ blobs }) => blobs.has(line.id))?.blobs ?? this.#load(index);
    const blob = known.get(line.id);
    if (blob === undefined) throw new Error('not in the store of git');
    return blob;
  }

  #load(from: number): Blobs {
    const wanted = new Set<string>();
    const extension = posix.extname(this.#lines[from]?.path ?? '');
    let bytes = 0;
    for (let index = from; index < this.#lines.length && wanted.size < CHUNK_FILES; index++) {
      const line = this.#lines[index];
      if (line?.kind !== 'file' || posix.extname(line.path) !== extension) continue;
      if (index > from && bytes + line.size > CHUNK_BYTES) break;
      wanted.add(line.id);
      bytes += line.size;
    }
    const blobs = readBlobs(this.#root, [...wanted]);
    this.#chunks.push({ blobs, bytes });
    this.#forget();
    return blobs;
  }

  #forget(): void {
    let total = this.#chunks.reduce((sum, { bytes }) => sum + bytes, 0);
    while (this.#chunks.length > 1 && total > KEPT_BYTES) total -= this.#chunks.shift()?.bytes ?? 0;
  }

  #namesByFolder(): ReadonlyMap<string, ReadonlySet<string>> {
    this.#folders ??= namesByFolder(this.#lines);
    return this.#folders;
  }
}

function namesByFolder(lines: readonly TreeLine[]): ReadonlyMap<string, ReadonlySet<string>> {
  const folders = new Map<string, Set<string>>([['.', new Set()]]);
  for (const { path } of lines) {
    for (let at = path; at !== '.'; at = posix.dirname(at)) {
      const folder = posix.dirname(at);
      const names = folders.get(folder) ?? new Set();
      folders.set(folder, names.add(posix.basename(at)));
    }
  }
  return folders;
}
