import { existsSync, readdirSync, type Dirent } from 'node:fs';
import { join } from 'node:path';
import { ignoreRules, type IgnoreRules } from './ignore-rules.js';
import { compareText } from '../text/compare-text.js';
import { installedFolder, isMisnamed, type ListedFile, type Listing } from './listing.js';
import { statusOf } from './path-kind.js';
import { repositoryTop } from './repository-top.js';

interface Walk {
  readonly root: string;
  /** Inside a repository, a folder with its own `.git` is another repository. */
  readonly inRepository: boolean;
  readonly files: ListedFile[];
  readonly notEntered: string[];
  readonly unreadable: string[];
  readonly misnamed: string[];
}

/** The files of a folder that its .gitignore files do not exclude. Links are never followed. */
export function walk(root: string): Listing {
  const top = repositoryTop(root);
  const state: Walk = {
    root,
    inRepository: top !== null,
    files: [],
    notEntered: [],
    unreadable: [],
    misnamed: [],
  };
  walkFolder(state, '', ignoreRules(root, top ?? root));
  state.files.sort((left, right) => compareText(left.file, right.file));
  return {
    files: state.files,
    notEntered: state.notEntered.sort(compareText),
    unreadable: state.unreadable.sort(compareText),
    misnamed: state.misnamed.sort(compareText),
    by: 'walk',
  };
}

function walkFolder(state: Walk, folder: string, outer: IgnoreRules): void {
  const entries = readFolder(state, folder);
  if (entries === null) return;
  const rules = entries.some(({ name }) => name === '.gitignore') ? outer.within(folder) : outer;
  for (const entry of entries) {
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
    if (entry.isDirectory()) visitFolder(state, path, rules);
    else if (entry.isFile() && !isLeftOut(state, path, rules)) addFile(state, path);
  }
}

/** What describes a package. A pattern such as `*.json` leaves it in where git tracks it already. */
const DESCRIBES =
  /(^|\/)(package(-lock)?\.json|npm-shrinkwrap\.json|yarn\.lock|pnpm-(lock|workspace)\.yaml|bun\.lock|tsconfig\.json)$/;

/** Without a repository nothing tells what is tracked in spite of a pattern. */
const isLeftOut = ({ inRepository }: Walk, path: string, rules: IgnoreRules): boolean =>
  rules.ignores(path) && (inRepository || !DESCRIBES.test(path));

function readFolder(state: Walk, folder: string): readonly Dirent[] | null {
  try {
    return readdirSync(join(state.root, folder), { withFileTypes: true });
  } catch {
    state.unreadable.push(folder === '' ? '.' : folder);
    return null;
  }
}

function visitFolder(state: Walk, folder: string, rules: IgnoreRules): void {
  const name = folder.slice(folder.lastIndexOf('/') + 1);
  if (name === '.git' || rules.ignores(`${folder}/`)) return;
  const foreign = state.inRepository && existsSync(join(state.root, folder, '.git'));
  if (name === installedFolder || foreign) state.notEntered.push(folder);
  else walkFolder(state, folder, rules);
}

function addFile(state: Walk, file: string): void {
  const status = statusOf(join(state.root, file));
  if (status?.isFile() === true) state.files.push({ file, size: status.size });
  else if (isMisnamed(file)) state.misnamed.push(file);
}
