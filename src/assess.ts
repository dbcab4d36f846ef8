import { assemble } from './assemble.js';
import { defaultSettings } from './config/settings/default-settings.js';
import { detect, type Detection } from './detect/detect.js';
import { recordedTree } from './io/recorded-tree.js';
import { shippedMaturityModel } from './io/rule-pack.js';
import { withDeclared } from './judge/declared.js';
import { entryPointsOf } from './judge/entry/describe-entry.js';
import { findEntryPoints } from './judge/entry/find-entry-points.js';
import { unloadedFiles, withUnused } from './judge/entry/unloaded-files.js';
import { judge, judgingOf } from './judge/judge.js';
import { callPathsOf, toldEntryPoints, withEntryPoints } from './judge/paths/call-paths.js';
import { askedRules } from './judge/rules/asked-rules.js';
import { servicesOf } from './judge/services/services.js';
import { settleFindings, type Settling } from './judge/suppression/settle-findings.js';
import type { AssessOptions } from './model/assess-options.js';
import type { Assessment } from './model/assessment.js';
import type { Catalog } from './model/catalog.js';
import type { Repository } from './model/repository.js';
import type { RuleSet } from './model/rule.js';
import type { Settings } from './model/settings.js';
import { readDirectives, type Directive } from './parse/directives.js';
import { FactsStore } from './parse/facts-store.js';
import {
  factsCache,
  parseAll,
  readRepository,
  storedAssessment,
  treeOf,
  type Begun,
} from './read-repository.js';
import { createResolver } from './resolve/create-resolver.js';
import { score } from './score/score.js';

/** Finds every outbound call of a repository. Nothing of the repository is executed. */
export function assess(options: AssessOptions): Assessment {
  const stored = storedAssessment(options);
  if (stored === null) return assessed(options, readRepository(options));
  const unchanged = stored.get();
  if (unchanged !== undefined) return unchanged;
  const { tree, answers } = recordedTree(treeOf(options));
  const assessment = assessed(options, readRepository(options, tree));
  stored.set(answers, assessment);
  return assessment;
}

/** The stages, one after the other. */
function assessed(options: AssessOptions, begun: Begun): Assessment {
  const { tree, repository, settings, catalog, rules, rulesHash, onProgress } = begun;

  const cache = factsCache(options, begun);
  const files = new FactsStore(repository, { cache, tree });
  parseAll(repository.sources, files, onProgress);

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
  if (options.revision === undefined) cache?.save();
  const assessment = assemble({ repository, files, settings, rules: rulesHash, ...found });
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
  const drafts = findEntryPoints(judging, { files: [...files.all()], ...detection });
  const unloaded = unloadedFiles({ judging, drafts });
  for (const file of unloaded) judging.unloaded.add(file);
  const { calls: judgedCalls, policies } = judge(judging, detection, drafts);
  const calls = withDeclared(judgedCalls, settings.protections);
  const services = servicesOf({ judging, files, detection, calls, practices: catalog.practices });
  const found = entryPointsOf(judging, drafts);
  const callPaths = callPathsOf({ judging, detection, calls, drafts, entryPoints: found });
  const entryPoints = toldEntryPoints(found, drafts, callPaths);
  const reached = { ...detection, calls: withUnused(withEntryPoints(calls, callPaths), unloaded) };
  return { detection: reached, policies, services, entryPoints, callPaths };
}

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

/**
 * The assessment with its maturity by the shipped model; a stored one is scored anew, and a package
 * as a part of its whole.
 */
export function scored(assessment: Assessment, whole?: Assessment): Assessment {
  return { ...assessment, maturity: score(assessment, shippedMaturityModel(), whole) };
}
