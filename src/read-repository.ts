import { defaultSettings } from './config/settings/default-settings.js';
import { discover } from './discover/discover.js';
import type { FileTree } from './io/file-tree.js';
import { folderTree } from './io/folder-tree.js';
import { requireFolder } from './io/folder.js';
import { overlayTree } from './io/overlay-tree.js';
import { revisionTree } from './io/revision-tree.js';
import { commitOf } from './io/revisions.js';
import { shippedCatalog, shippedRules } from './io/rule-pack.js';
import { StoredAssessment } from './io/stored-assessment.js';
import { toolVersion } from './io/tool-version.js';
import type { AssessOptions, Progress } from './model/assess-options.js';
import type { Catalog } from './model/catalog.js';
import type { Repository, SourceFile } from './model/repository.js';
import type { RuleSet } from './model/rule.js';
import type { Settings } from './model/settings.js';
import { StoredFacts } from './parse/facts-cache.js';
import type { FactsCache, FactsStore } from './parse/facts-store.js';
import { MergedFacts } from './parse/shards/merge-shards.js';
import { originOf } from './parse/shards/origin.js';
import { sha256 } from './text/sha256.js';

/** What an assessment begins with. */
export interface Begun {
  readonly tree: FileTree;
  readonly repository: Repository;
  readonly settings: Settings;
  readonly catalog: Catalog;
  readonly rules: RuleSet;
  /** SHA-256 of what clients, guards, practices and rules were made from. */
  readonly rulesHash: string;
  readonly onProgress: (progress: Progress) => void;
}

/** Discovers the sources of a folder, and what they are judged by. */
export function readRepository(options: AssessOptions, tree: FileTree = treeOf(options)): Begun {
  const { root, onProgress = () => undefined } = options;
  const given = givenBy(options);
  onProgress({ phase: 'discovering', done: 0, total: 0 });
  const repository = discover({ root, tree, ...patternsOf(options, given.settings) });
  return { tree, repository, ...given, onProgress };
}

/** What a repository is judged by: what shipped, where nothing else is given. */
function givenBy({
  catalog = shippedCatalog(),
  rules = shippedRules(),
  settings = defaultSettings,
}: AssessOptions): Pick<Begun, 'catalog' | 'rules' | 'rulesHash' | 'settings'> {
  return { catalog, rules, rulesHash: hashOf(catalog, rules), settings };
}

/** What the folder was found to be when it was last assessed; commits and shards are not kept. */
export function storedAssessment(options: AssessOptions): StoredAssessment | null {
  const { root, revision, shards, texts, cache = true, include = [], exclude = [] } = options;
  if (!cache || revision !== undefined || shards !== undefined || texts !== undefined) return null;
  const { rulesHash, settings } = givenBy(options);
  const by = sha256(JSON.stringify([rulesHash, settings, include, exclude]));
  return new StoredAssessment(folderTree(root), { version: toolVersion(), by });
}

/** Facts that need not be read from the sources again. */
export function factsCache(
  { shards, revision, cache = true }: AssessOptions,
  begun: Begun,
): FactsCache | null {
  if (shards === undefined)
    return cache ? new StoredFacts(begun.repository.root, toolVersion()) : null;
  const merged = new MergedFacts(shards);
  // Those of another state are good for the files that are the same there.
  if (revision === undefined) merged.requireOrigin(originOf(begun));
  return merged;
}

/** Parses what will be searched; what is only read to resolve values follows when it is asked for. */
export function parseAll(
  sources: readonly SourceFile[],
  files: FactsStore,
  onProgress: (progress: Progress) => void,
): void {
  const names = sources.map(({ file }) => file);
  let done = 0;
  files.getAll(names, () => {
    onProgress({ phase: 'parsing', done: done++, total: names.length });
  });
}

/** The folder as it is on disk, or one of its commits. */
export function treeOf({ root, revision, texts }: AssessOptions): FileTree {
  requireFolder(root);
  const tree =
    revision === undefined ? folderTree(root) : revisionTree(root, commitOf(root, revision));
  return texts === undefined ? tree : overlayTree(tree, texts);
}

/** Whoever starts the scan says what to include; files to leave out add up. */
const patternsOf = ({ include = [], exclude = [] }: AssessOptions, settings: Settings) => ({
  include: include.length > 0 ? include : settings.include,
  exclude: [...settings.exclude, ...exclude],
});

/** Two assessments with the same hash were made by the same clients, guards and rules. */
const hashOf = (catalog: Catalog, rules: RuleSet): string =>
  // The catalogue's hash covers the shipped rules as well: both come from one pack.
  rules.hash === shippedRules().hash
    ? catalog.hash
    : sha256(JSON.stringify([catalog.hash, rules.hash]));
