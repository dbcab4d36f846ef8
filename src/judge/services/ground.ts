import type { DetectedSite, Detection } from '../../detect/detect.js';
import type { Call } from '../../model/assessment.js';
import type { PracticeEntry } from '../../model/practice.js';
import type { CallFact, FileFacts } from '../../parse/facts.js';
import { CatalogIndex } from '../../resolve/indexes/catalog-index.js';
import { Resolver } from '../../resolve/resolver.js';
import { Judging } from '../judging.js';
import { surveyOf } from '../surroundings/survey-of.js';
import type { Point } from '../code/points.js';
import { PracticeIndex } from './practice-index.js';
import { ToolUses } from './tool-uses.js';

/** An outbound call with its verdicts. */
export interface JudgedSite {
  readonly detected: DetectedSite;
  readonly call: Call;
}

/** What all parts of the search for practices stand on. */
export interface Ground {
  /** Follows values of clients and guards. */
  readonly judging: Judging;
  /** Follows values of the tools that show practices. */
  readonly tools: Judging;
  readonly index: PracticeIndex;
  readonly uses: ToolUses;
  readonly sites: ReadonlyMap<CallFact, JudgedSite>;
}

interface GroundInput {
  readonly judging: Judging;
  readonly detection: Detection;
  readonly calls: readonly Call[];
  readonly entries: readonly PracticeEntry[];
  readonly allFacts: () => Iterable<FileFacts>;
}

/** A second resolver follows the tools: their packages may be clients of the first one as well. */
export function groundOf({ judging, detection, calls, entries, allFacts }: GroundInput): Ground {
  const { resolver, repository, names } = judging;
  const index = new PracticeIndex(entries);
  const catalog = new CatalogIndex(index.clients);
  const { modules, facts } = resolver;
  const toolResolver = new Resolver({ catalog, modules, facts, allFacts });
  const tools = new Judging({
    resolver: toolResolver,
    repository,
    allFacts,
    survey: surveyOf,
    names,
  });
  const sites = detection.sites.map((detected, at): [CallFact, JudgedSite] => [
    detected.site.call,
    { detected, call: calls[at] ?? detected.call },
  ]);
  return { judging, tools, index, uses: new ToolUses(tools, index), sites: new Map(sites) };
}

/** The outbound call that a call expression is; undefined for any other. */
export function siteAt({ judging, sites }: Ground, point: Point): JudgedSite | undefined {
  const call = judging.call(point);
  return call === undefined ? undefined : sites.get(call);
}
