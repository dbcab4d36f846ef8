import type { FileTree } from '../../io/file-tree.js';
import { folderTree } from '../../io/folder-tree.js';
import type { UserFile } from '../../io/user-files.js';
import type { Catalog } from '../../model/catalog.js';
import type { RuleSet } from '../../model/rule.js';
import type { Settings } from '../../model/settings.js';
import { countOf } from '../../text/count-of.js';
import { KnownError } from '../../text/known-error.js';
import { catalogWith, loadOwnEntries } from '../catalog.js';
import { formatProblem, type EntryProblem } from '../entry-problem.js';
import { withOwnEntries } from '../merge-entries.js';
import { loadOwnRules, rulesWith } from '../rules/rules.js';
import { defaultSettings } from './default-settings.js';
import { findSettings, namedSettings } from './find-settings.js';
import { noOrigins, type SettingOrigins } from './no-origins.js';

/** Everything that a repository decides about its own assessment. */
export interface Configuration {
  readonly settings: Settings;
  readonly catalog: Catalog;
  readonly rules: RuleSet;
  /** Files the settings were read from, the most general first. */
  readonly files: readonly string[];
  /** Where the settings were written. */
  readonly origins: SettingOrigins;
}

export interface ConfigurationSource {
  readonly tree: FileTree;
  /** A file that holds the settings, instead of the one that would be found. */
  readonly file?: string;
  /** False where what is installed is not to be trusted with settings. */
  readonly installed?: boolean;
}

/** The settings, clients, guards and rules of a folder: data that is read and never run. */
export async function loadConfiguration(root: string): Promise<Configuration> {
  return readConfiguration({ tree: folderTree(root) });
}

/** The same of any state of a repository. All mistakes of all settings files are told at once. */
export async function readConfiguration(source: ConfigurationSource): Promise<Configuration> {
  const file = settingsFile(source);
  return file === null
    ? {
        ...(await knowledgeOf([source.tree])),
        settings: defaultSettings,
        files: [],
        origins: noOrigins,
      }
    : configurationFrom(source, file);
}

async function configurationFrom(
  { tree, installed = true }: ConfigurationSource,
  file: UserFile,
): Promise<Configuration> {
  // Schemas and YAML are loaded for those who need them.
  const [{ readChain }, { mergeSettings }, { originsOf }, { unknownRules }] = await Promise.all([
    import('./extended.js'),
    import('./merge-settings.js'),
    import('./setting-origins.js'),
    import('./unknown-rules.js'),
  ]);
  const chain = readChain({ tree, installed }, file);
  const { catalog, rules } = await knowledgeOf([...chain.packs, tree]);
  const problems = [...chain.problems, ...unknownRules(chain.settings, rules)];
  if (problems.length > 0) throw invalid(problems);
  const files = chain.settings.map((one) => one.file);
  const origins = originsOf(chain.settings);
  return { settings: mergeSettings(chain.settings), catalog, rules, files, origins };
}

function settingsFile({ tree, file }: ConfigurationSource): UserFile | null {
  if (file === undefined) return findSettings(tree);
  const named = namedSettings(tree, file);
  if (named !== null) return named;
  throw new KnownError(`There is no file "${file}"`, 'Name a file of settings after --config.', 2);
}

/** Packs bring clients, guards and rules; those of the repository itself come last and win. */
async function knowledgeOf(
  trees: readonly FileTree[],
): Promise<Pick<Configuration, 'catalog' | 'rules'>> {
  let catalog = catalogWith([]);
  let rules = rulesWith([]);
  for (const tree of trees) {
    const entries = await loadOwnEntries(tree);
    if (entries.length > 0) catalog = withOwnEntries(catalog, entries);
    rules = rulesWith(await loadOwnRules(tree), rules);
  }
  return { catalog, rules };
}

function invalid(problems: readonly EntryProblem[]): KnownError {
  const message = `${countOf(problems.length, 'mistake')} in the settings`;
  const advice = 'Correct them; the schema is resilint/config.schema.json.';
  const sorted = problems.toSorted((one, other) =>
    one.file === other.file ? one.line - other.line : 0,
  );
  return new KnownError(message, advice, { exitCode: 2, details: sorted.map(formatProblem) });
}
