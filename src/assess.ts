import { assemble } from './assemble.js';
import { defaultSettings } from './config/settings/default-settings.js';
import { detect, type Detection } from './detect/detect.js';
import { discover } from './discover/discover.js';
import type { FileTree } from './io/file-tree.js';
import { folderTree } from './io/folder-tree.js';
import { requireFolder } from './io/folder.js';
import { revisionTree } from './io/revision-tree.js';
import { commitOf } from './io/revisions.js';
import { shippedCatalog, shippedMaturityModel, shippedRules } from './io/rule-pack.js';
import { toolVersion } from './io/tool-version.js';
import { withDeclared } from './judge/declared.js';
import { entryPointsOf } from './judge/entry/describe-entry.js';
import { findEntryPoints } from './judge/entry/find-entry-points.js';
import { judge, judgingOf } from './judge/judge.js';
import { callPathsOf, withEntryPoints } from './judge/paths/call-paths.js';
import { askedRules } from './judge/rules/asked-rules.js';
import { servicesOf } from './judge/services/services.js';
import { settleFindings, type Settling } from './judge/suppression/settle-findings.js';
import type { AssessOptions, Progress } from './model/assess-options.js';
import type { Assessment } from './model/assessment.js';
import type { Catalog } from './model/catalog.js';
import type { Repository } from './model/repository.js';
import type { RuleSet } from './model/rule.js';
import type { Settings } from './model/settings.js';
import { readDirectives, type Directive } from './parse/directives.js';
import { StoredFacts } from './parse/facts-cache.js';
import { FactsStore } from './parse/facts-store.js';
import { createResolver } from './resolve/create-resolver.js';
import { score } from './score/score.js';
import { sha256 } from './text/sha256.js';

/** Finds every outbound call of a repository. Nothing of the repository is executed. */
export function assess(options: AssessOptions): Assessment {
  const { root, revision, cache = true, onProgress = () => undefined } = options;
  const {
    catalog = shippedCatalog(),
    rules = shippedRules(),
    settings = defaultSettings,
  } = options;
  requireFolder(root);
  const tree = treeOf(root, revision);

  onProgress({ phase: 'discovering', done: 0, total: 0 });
  const repository = discover({ root, tree, ...patternsOf(options, settings) });

  const stored = cache ? new StoredFacts(repository.root, toolVersion()) : null;
  const files = new FactsStore(repository, { cache: stored, tree });
  parseAll(repository, files, onProgress);

  const total = repository.sources.length;
  onProgress({ phase: 'detecting', done: 0, total });
  let done = 0;
  const onFile = (): void => {
    onProgress({ phase: 'detecting', done: done++, total });
  };
  const resolver = createResolver({ repository, files, catalog: catalog.clients });
  const detection = detect({ repository, files, resolver, onFile });
  onProgress({ phase: 'judging', done: 0, total: detection.sites.length });
  const found = judged({ repository, files, detection, catalog, settings });
  // What is stored is for the next scan of the folder.
  if (revision === undefined) stored?.save();
  const hash = hashOf(catalog, rules);
  const assessment = assemble({ repository, files, settings, rules: hash, ...found });
  return scored(askRules(assessment, rules, { settings, directives: directivesOf(files) }));
}

interface Detected {
  readonly repository: Repository;
  readonly files: FactsStore;
  readonly detection: Detection;
  readonly catalog: Catalog;
  readonly settings: Settings;
}

/** How calls are protected, how their services are run, and how work gets to them. */
function judged({ repository, files, detection, catalog, settings }: Detected) {
  const judging = judgingOf({ repository, files, detection });
  const { calls: found, policies } = judge(judging, detection);
  const calls = withDeclared(found, settings.protections);
  const services = servicesOf({ judging, files, detection, calls, practices: catalog.practices });
  const drafts = findEntryPoints(judging, { files: [...files.all()], ...detection });
  const entryPoints = entryPointsOf(judging, drafts);
  const callPaths = callPathsOf({ judging, detection, calls, drafts, entryPoints });
  const reached = { ...detection, calls: withEntryPoints(calls, callPaths) };
  return { detection: reached, policies, services, entryPoints, callPaths };
}

/** The folder as it is on disk, or one of its commits. */
const treeOf = (root: string, revision: string | undefined): FileTree =>
  revision === undefined ? folderTree(root) : revisionTree(root, commitOf(root, revision));

/** Comments of the sources that silence rules. */
const directivesOf = (files: FactsStore): readonly Directive[] =>
  files.suppressing.flatMap((file) => {
    const text = files.text(file);
    return text === undefined ? [] : readDirectives(file, text);
  });

/** The assessment with the findings of these rules instead of those it has. */
export function askRules(
  assessment: Assessment,
  { rules }: RuleSet,
  given: Omit<Settling, 'rules'> = { settings: defaultSettings, directives: [] },
): Assessment {
  return {
    ...assessment,
    findings: settleFindings(assessment, { ...given, rules }),
    rules: askedRules(rules, given.settings),
  };
}

/** The assessment with its maturity by the shipped model; a stored one is scored anew. */
export function scored(assessment: Assessment): Assessment {
  return { ...assessment, maturity: score(assessment, shippedMaturityModel()) };
}

/** Whoever starts the scan says what to include; files to leave out add up. */
const patternsOf = ({ include = [], exclude = [] }: AssessOptions, settings: Settings) => ({
  include: include.length > 0 ? include : settings.include,
  exclude: [...settings.exclude, ...exclude],
});

/** Parses what will be searched; what is only read to resolve values follows when it is asked for. */
function parseAll(
  { sources }: Repository,
  files: FactsStore,
  onProgress: (progress: Progress) => void,
): void {
  for (const [done, { file }] of sources.entries()) {
    onProgress({ phase: 'parsing', done, total: sources.length });
    files.get(file);
  }
}

/** Two assessments with the same hash were made by the same clients, guards and rules. */
const hashOf = (catalog: Catalog, rules: RuleSet): string =>
  // The catalogue's hash covers the shipped rules as well: both come from one pack.
  rules.hash === shippedRules().hash
    ? catalog.hash
    : sha256(JSON.stringify([catalog.hash, rules.hash]));
