import type { Listing } from './listing.js';
import type { WorkingState } from './working-state.js';

/** What a path itself leads to; links are not followed. */
export interface PathEntry {
  readonly kind: 'file' | 'folder' | 'link' | 'other';
  /** Bytes of a file. */
  readonly size: number;
}

/**
 * The files of a repository in one state: a folder as it is on disk, or a commit. Paths are relative
 * to the scanned root and use "/"; those that begin with "../" lead to the repository around it.
 */
export interface FileTree {
  /** Absolute path of the scanned root on disk, of whatever state this is. */
  readonly root: string;
  list(): Listing;
  /** Undefined where nothing stands, or that cannot be told. */
  entryAt(path: string): PathEntry | undefined;
  /** Names in a folder, in any order. Throws where it cannot be read. */
  namesIn(folder: string): readonly string[];
  /** The text of a regular file, read as UTF-8. Throws for anything else. */
  readText(file: string): string;
  /** The first `length` bytes of a regular file as text; the last character may be cut. */
  readHead(file: string, length: number): string;
  state(): WorkingState;
}
