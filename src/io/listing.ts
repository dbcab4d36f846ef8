import { compareText } from '../text/compare-text.js';

/** What a folder holds, as git or a walk sees it. Paths are relative to its root and use "/". */
export interface Listing {
  /** Regular files inside the root, ignored ones left out; sorted. */
  readonly files: readonly ListedFile[];
  /** Folders that are repositories of their own, and installed packages: not looked into. */
  readonly notEntered: readonly string[];
  readonly unreadable: readonly string[];
  /** Files that cannot be opened by their names, since those are no UTF-8. */
  readonly misnamed: readonly string[];
  readonly by: 'git' | 'walk';
}

export interface ListedFile {
  readonly file: string;
  readonly size: number;
}

/** What stands in the place of bytes that are no UTF-8. */
export const isMisnamed = (path: string): boolean => path.includes('\uFFFD');

/** What git listed, in order. */
export const gitListing = (found: {
  readonly files: readonly ListedFile[];
  readonly notEntered: ReadonlySet<string>;
  readonly misnamed: readonly string[];
}): Listing => ({
  files: found.files.toSorted((left, right) => compareText(left.file, right.file)),
  notEntered: [...found.notEntered].sort(compareText),
  unreadable: [],
  misnamed: found.misnamed.toSorted(compareText),
  by: 'git',
});

/** Installed copies are not the repository's own code, however they got into the listing. */
export const installedFolder = 'node_modules';

/** The folder of installed packages that a file is in; null for the repository's own. */
export function installedPart(file: string): string | null {
  const segments = file.split('/');
  const index = segments.indexOf(installedFolder);
  return index < 0 ? null : segments.slice(0, index + 1).join('/');
}
