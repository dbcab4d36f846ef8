import type { FileTree } from '../io/file-tree.js';
import { readFailure } from '../io/read-text.js';
import type { FailedFile } from '../model/repository.js';
import { parseJson } from '../text/jsonc.js';

export type JsonContent =
  { readonly value: unknown; readonly failed?: undefined } | { readonly failed: FailedFile };

/** Reads JSON files of the scanned root, each once. */
export class JsonFiles {
  readonly #tree: FileTree;
  readonly #known = new Map<string, JsonContent>();

  constructor(tree: FileTree) {
    this.#tree = tree;
  }

  read(file: string): JsonContent {
    const known = this.#known.get(file) ?? this.#load(file);
    this.#known.set(file, known);
    return known;
  }

  #load(file: string): JsonContent {
    let text: string;
    try {
      text = this.#tree.readText(file);
    } catch (error) {
      return { failed: { file, message: readFailure(error) } };
    }
    const { error, value } = parseJson(text);
    if (error !== undefined) return { failed: { file, ...error } };
    return nestsDeeper(value, DEEPEST)
      ? { failed: { file, message: `nests more than ${String(DEEPEST)} levels deep` } }
      : { value };
  }
}

/** Whoever reads the values may recurse: nothing that tools write nests nearly as deep. */
const DEEPEST = 200;

function nestsDeeper(value: unknown, levels: number): boolean {
  let level: readonly unknown[] = [value];
  for (let depth = 0; depth <= levels; depth++) {
    level = level.flatMap((one) =>
      typeof one === 'object' && one !== null ? (Object.values(one) as unknown[]) : [],
    );
    if (level.length === 0) return false;
  }
  return true;
}
