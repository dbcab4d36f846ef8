import { readConfiguration, type Configuration } from '../config/settings/configuration.js';
import type { FileTree } from '../io/file-tree.js';
import { folderTree } from '../io/folder-tree.js';
import { requireFolder } from '../io/folder.js';
import { revisionTree } from '../io/revision-tree.js';
import { commitOf } from '../io/revisions.js';

/** Where settings come from, as commander hands it over. */
export interface PolicyFlags {
  readonly config?: string;
  readonly policyFrom?: string;
}

/** What a gate goes by: read once, from the state that decides. */
export interface Policy extends Configuration {
  readonly tree: FileTree;
  /** Absent where the scanned folder decides about itself. */
  readonly commit?: string;
}

export async function loadPolicy(dir: string, flags: PolicyFlags): Promise<Policy> {
  requireFolder(dir);
  const { policyFrom, config } = flags;
  const commit = policyFrom === undefined ? undefined : commitOf(dir, policyFrom);
  const tree = commit === undefined ? folderTree(dir) : revisionTree(dir, commit);
  const configuration = await readConfiguration({
    tree,
    ...(config !== undefined && { file: config }),
    // What is installed follows the manifest of the change itself.
    installed: commit === undefined,
  });
  return { ...configuration, tree, ...(commit !== undefined && { commit }) };
}
