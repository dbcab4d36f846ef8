import type { FileTree } from '../../io/file-tree.js';
import { folderTree } from '../../io/folder-tree.js';
import { shippedRules } from '../../io/rule-pack.js';
import { readUserFiles } from '../../io/user-files.js';
import type { RuleSet } from '../../model/rule.js';
import { sha256 } from '../../text/sha256.js';
import type { OwnRule } from './own-rules.js';

/** Where users write rules of their own. */
const folder = '.resilint/rules';

/** The shipped rules and those below `.resilint` of a folder, which win. */
export async function loadRules(root: string): Promise<RuleSet> {
  return rulesWith(await loadOwnRules(folderTree(root)));
}

/** Shipped or other rules and the given ones, which replace those of the same id. */
export function rulesWith(own: readonly OwnRule[], shipped: RuleSet = shippedRules()): RuleSet {
  if (own.length === 0) return shipped;
  const rules = own.map(({ rule }) => rule);
  const ids = new Set(rules.map(({ id }) => id));
  return {
    rules: [...shipped.rules.filter(({ id }) => !ids.has(id)), ...rules],
    hash: sha256(JSON.stringify([shipped.hash, rules])),
  };
}

/** The rules below `.resilint`; a mistake in one of them is an error. */
export async function loadOwnRules(tree: FileTree): Promise<readonly OwnRule[]> {
  const files = readUserFiles(tree, folder);
  if (files.length === 0) return [];
  // YAML, the schema library and the types of expressions are loaded for those who need them.
  const { parseOwnRules } = await import('./own-rules.js');
  return parseOwnRules(files);
}
