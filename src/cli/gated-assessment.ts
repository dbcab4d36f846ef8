import { loadBaseline } from '../config/load-baseline.js';
import { assess, conditionsOf, gate, hasComments, withPolicy } from '../index.js';
import type { Assessment, AssessOptions, Baseline } from '../index.js';
import { forkPoint } from '../io/revisions.js';
import { KnownError } from '../text/known-error.js';
import type { Policy, PolicyFlags } from './policy.js';

/** What is to be scanned and how it is gated, as commander hands it over. */
export interface GateFlags extends PolicyFlags {
  readonly include?: readonly string[];
  readonly exclude?: readonly string[];
  readonly cache: boolean;
  readonly facts?: readonly string[];
  readonly failOn?: readonly string[];
  readonly package?: readonly string[];
  readonly baseline?: string;
  readonly ignoreBaseline?: true;
  readonly since?: string;
}

type OnProgress = NonNullable<AssessOptions['onProgress']>;

/** What is gated, by what, and on which day. */
export interface Gating {
  readonly dir: string;
  readonly policy: Policy;
  readonly today: string;
  readonly onProgress: OnProgress;
}

/** The assessment of a folder with the decision of its gate. */
export function gatedAssessment(gating: Gating, flags: GateFlags): Assessment {
  const { dir, policy, today } = gating;
  const { failOn, since, package: only } = flags;
  // Before the long work, since it can be refused.
  const base = since === undefined ? undefined : forkPoint(dir, since);
  const baseline = baselineOf(policy, flags);
  const conditions = failOn === undefined ? policy.settings.failOn : conditionsOf(failOn);
  const scan = scanner(gating, flags);
  return gate(underPolicy(scan(), policy, scan), {
    packages: policy.settings.packages,
    baseline,
    today,
    ...(conditions !== null && { failOn: conditions }),
    ...(only !== undefined && { only }),
    ...(base !== undefined && { before: scan(base) }),
    ...(policy.commit !== undefined && { policyFrom: policy.commit }),
  });
}

type Scan = (revision?: string) => Assessment;

/** Scans a state with the same settings, clients, guards and rules as any other, and each once. */
function scanner({ dir, policy, onProgress }: Gating, flags: GateFlags): Scan {
  const { include = [], exclude = [], cache, facts } = flags;
  const { settings, catalog, rules } = policy;
  const known = new Map<string | undefined, Assessment>();
  return (revision) => {
    const assessment =
      known.get(revision) ??
      assess({
        ...{ root: dir, include, exclude, settings, catalog, rules, cache, onProgress },
        ...(revision !== undefined && { revision }),
        ...(facts !== undefined && { shards: facts }),
      });
    known.set(revision, assessment);
    return assessment;
  };
}

function underPolicy(now: Assessment, { commit }: Policy, scan: Scan): Assessment {
  return commit === undefined || !hasComments(now) ? now : withPolicy(now, scan(commit));
}

function baselineOf({ tree, settings }: Policy, flags: GateFlags): Baseline | null {
  const { baseline: named, ignoreBaseline } = flags;
  if (ignoreBaseline === true) return null;
  const baseline = loadBaseline(tree, named ?? settings.baseline);
  if (baseline !== null || named === undefined) return baseline;
  const advice = 'Write one first: resilint baseline create';
  throw new KnownError(`There is no baseline "${named}"`, advice, 2);
}
