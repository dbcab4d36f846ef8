import { dirname, join } from 'node:path';
import { gitListing, installedPart, isMisnamed, type ListedFile, type Listing } from './listing.js';
import { statusOf } from './path-kind.js';
import { runGit } from './run-git.js';

const listFiles = ['ls-files', '--cached', '--others', '--exclude-standard', '-z'];

/** The files git knows or would add, without those deleted on disk; null where git cannot say. */
export function listWithGit(root: string): Listing | null {
  const output = runGit(root, listFiles);
  if (output === null) return null;
  const files: ListedFile[] = [];
  const notEntered = new Set<string>();
  const misnamed: string[] = [];
  const isInside = insideFolders(root);
  for (const path of new Set(output.split('\0').filter((path) => path !== ''))) {
    const file = path.replace(/\/$/, '');
    const installed = installedPart(file);
    if (installed !== null) {
      notEntered.add(installed);
      continue;
    }
    const status = statusOf(join(root, file));
    if (status === undefined && isMisnamed(file)) misnamed.push(file);
    if (status === undefined || !isInside(dirname(file))) continue;
    // git lists a folder only where it holds another repository.
    if (status.isDirectory()) notEntered.add(file);
    else if (status.isFile()) files.push({ file, size: status.size });
  }
  return gitListing({ files, notEntered, misnamed });
}

/** A tracked path may lead through a folder that was since replaced by a link to elsewhere. */
function insideFolders(root: string): (folder: string) => boolean {
  const known = new Map<string, boolean>([['.', true]]);
  const isInside = (folder: string): boolean => {
    const cached = known.get(folder);
    if (cached !== undefined) return cached;
    const real = isInside(dirname(folder)) && statusOf(join(root, folder))?.isDirectory() === true;
    known.set(folder, real);
    return real;
  };
  return isInside;
}
