import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The nearest folder, this one or above, that is the top of a git repository. */
export function repositoryTop(root: string): string | null {
  for (let folder = root; ; folder = dirname(folder)) {
    if (existsSync(join(folder, '.git'))) return folder;
    if (dirname(folder) === folder) return null;
  }
}
