import type { Catalog } from './catalog.js';
import type { RuleSet } from './rule.js';
import type { Settings } from './settings.js';

/** What to assess. */
export interface AssessOptions {
  /** Folder to scan. */
  readonly root: string;
  /** A commit, by any name git has for it, to assess instead of the folder as it is on disk. */
  readonly revision?: string;
  /** Texts of files, by name, that stand for those on disk: what would be found after an edit. */
  readonly texts?: ReadonlyMap<string, string>;
  /** What the repository decided about itself: that of `loadConfiguration(root)`, or nothing. */
  readonly settings?: Settings;
  /** Globs relative to the root; only matching files are searched for calls. Before the settings. */
  readonly include?: readonly string[];
  /** Globs relative to the root; matching files are not searched for calls. Besides the settings. */
  readonly exclude?: readonly string[];
  /** Clients and guards to know: what `loadCatalog(root)` gives, or only the shipped ones. */
  readonly catalog?: Catalog;
  /** Rules to judge by: what `loadRules(root)` gives, or only the shipped ones. */
  readonly rules?: RuleSet;
  /** Reuse and store the facts of unchanged files; true unless said otherwise. */
  readonly cache?: boolean;
  /**
   * Files that `assessPart` wrote, one for each part of the sources: their facts are taken instead
   * of stored ones. Throws a `KnownError` where a part is missing or is of something else.
   */
  readonly shards?: readonly string[];
  /** Called often; return quickly. */
  readonly onProgress?: (progress: Progress) => void;
}

/** How far an assessment is. */
export interface Progress {
  readonly phase: 'discovering' | 'parsing' | 'detecting' | 'judging';
  /** Files done in this phase. */
  readonly done: number;
  /** Files of this phase; 0 while that is not known. */
  readonly total: number;
}
