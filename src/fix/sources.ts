import type { Assessment } from '../model/assessment.js';
import type { FixReason } from '../model/fix.js';
import { sha256 } from '../text/sha256.js';
import { editableSource, type EditableSource } from './source/editable-source.js';
import type { ReadFile } from './timeout/node-support.js';

/** The files that are edited, each read and parsed once. */
export class Sources {
  readonly #read: ReadFile;
  readonly #hashes: ReadonlyMap<string, string>;
  readonly #sources = new Map<string, EditableSource | FixReason>();

  constructor({ files }: Pick<Assessment, 'files'>, read: ReadFile) {
    this.#read = read;
    this.#hashes = new Map(files.map(({ file, sha256: hash }) => [file, hash]));
  }

  /** The file, or why it is not edited. */
  get(file: string): EditableSource | FixReason {
    const known = this.#sources.get(file);
    if (known !== undefined) return known;
    const source = this.#load(file);
    this.#sources.set(file, source);
    return source;
  }

  /** The text that edits start from. */
  text(file: string): string | null {
    const source = this.get(file);
    return typeof source === 'string' ? null : source.text;
  }

  /** Any other file of the repository; null where there is none. */
  readonly read: ReadFile = (file) => this.#read(file);

  #load(file: string): EditableSource | FixReason {
    const text = this.#read(file);
    const hash = this.#hashes.get(file);
    if (text === null || (hash !== undefined && hash !== sha256(text)))
      return 'changed-since-assessed';
    return editableSource(file, text) ?? 'parse-error';
  }
}
