import type { Detection } from '../../detect/detect.js';
import type { Call, CallPath, EntryPoint } from '../../model/assessment.js';
import { addToGroup } from '../../text/add-to-group.js';
import type { Draft } from '../entry/draft.js';
import type { Judging } from '../judging.js';
import { CallTrees } from './call-trees.js';
import { callsOn } from '../rules/reach.js';
import { millisecondsOf } from './duration.js';
import { measureOf } from './measure.js';
import { structureOf } from './structure.js';
import { sequence, type Tree } from './tree.js';
import { Weights } from './weights.js';

interface PathsInput {
  readonly judging: Judging;
  readonly detection: Detection;
  /** The detected calls with their verdicts, in the order of `detection.sites`. */
  readonly calls: readonly Call[];
  readonly drafts: readonly Draft[];
  /** What the drafts became, in their order. */
  readonly entryPoints: readonly EntryPoint[];
}

/** For each entry point that leads to calls, what it can wait for, in the order of the entry points. */
export function callPathsOf({
  judging,
  detection,
  calls,
  drafts,
  entryPoints,
}: PathsInput): readonly CallPath[] {
  const trees = new CallTrees(judging, detection.sites);
  const weights = new Weights((site) => {
    const call = calls[site];
    const detected = detection.sites[site];
    if (call === undefined || detected === undefined) throw new Error(`no call ${site}`);
    return { call: call.id, ...measureOf(judging, detected, call) };
  });
  return entryPoints.flatMap((entry, at) => {
    const { before = [], handlers = [] } = drafts[at] ?? {};
    const tree = sequence([...before, ...handlers].map((one) => trees.of(one)));
    return tree === null ? [] : [pathOf(entry.id, tree, weights)];
  });
}

/** Entry points without those that are told only where they lead to calls, and lead to none. */
export function toldEntryPoints(
  entryPoints: readonly EntryPoint[],
  drafts: readonly Draft[],
  paths: readonly CallPath[],
): readonly EntryPoint[] {
  const leading = new Set(paths.map(({ entryPoint }) => entryPoint));
  return entryPoints.filter(({ id }, at) => drafts[at]?.isIncidental !== true || leading.has(id));
}

/** The calls with the entry points that lead to them. */
export function withEntryPoints(
  calls: readonly Call[],
  paths: readonly CallPath[],
): readonly Call[] {
  const leading = new Map<string, string[]>();
  for (const path of paths) {
    for (const call of callsOn(path)) addToGroup(leading, call, path.entryPoint);
  }
  return calls.map((call) => {
    const entryPoints = leading.get(call.id);
    return entryPoints === undefined ? call : { ...call, entryPoints };
  });
}

function pathOf(entryPoint: string, tree: Tree, weights: Weights): CallPath {
  const { duration, attempts, most } = weights.of(tree);
  return {
    entryPoint,
    structure: structureOf(tree, weights),
    worstCaseMs: millisecondsOf(duration),
    ...(duration === 'unbounded' && { isUnbounded: true }),
    attempts: attempts ?? null,
    ...(most !== null && most.levels > 1 && { amplification: most }),
  };
}
