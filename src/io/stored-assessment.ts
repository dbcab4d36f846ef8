import type { Assessment } from '../model/assessment.js';
import { isRecord } from '../text/record.js';
import { cacheFileFor, readCacheFile, writeCacheFile } from './cache-file.js';
import type { FileTree } from './file-tree.js';
import { stillAnswers, type Answers } from './recorded-tree.js';

interface Stored {
  /** What the assessment was made by: version, rules, settings. */
  readonly by: string;
  readonly answers: Answers;
  readonly assessment: Assessment;
}

/** The last assessment of a folder, for as long as nothing that it was made from has changed. */
export class StoredAssessment {
  readonly #tree: FileTree;
  readonly #file: string | undefined;
  readonly #by: string;

  constructor(tree: FileTree, { version, by }: { readonly version: string; readonly by: string }) {
    this.#tree = tree;
    this.#by = by;
    this.#file = cacheFileFor(tree.root, version, 'assessment');
  }

  /** Undefined where there is none, or a new one may say something else. */
  get(): Assessment | undefined {
    const stored = this.#file === undefined ? undefined : readCacheFile(this.#file);
    return isStored(stored) && stored.by === this.#by && stillAnswers(this.#tree, stored.answers)
      ? stored.assessment
      : undefined;
  }

  set(answers: Answers, assessment: Assessment): void {
    const stored: Stored = { by: this.#by, answers, assessment };
    if (this.#file !== undefined) writeCacheFile(this.#file, stored);
  }
}

/** A file that was cut short or tampered with is none. */
const isStored = (stored: unknown): stored is Stored =>
  isRecord(stored) &&
  typeof stored['by'] === 'string' &&
  stored['answers'] instanceof Map &&
  isRecord(stored['assessment']) &&
  Array.isArray(stored['assessment']['calls']);
