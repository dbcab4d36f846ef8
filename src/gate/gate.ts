import type { Assessment, ConditionResult, Finding, FixedFinding } from '../model/assessment.js';
import type { Baseline, BaselineEntry } from '../model/baseline.js';
import { parseCondition, type Condition } from '../model/condition.js';
import type { Gate, IdleEntry } from '../model/gate.js';
import type { Severity } from '../model/levels.js';
import type { PackageSettings } from '../model/settings.js';
import { KnownError } from '../text/known-error.js';
import { similarName } from '../text/similar-name.js';
import { applyBaseline } from './baseline.js';
import { ask } from './conditions.js';
import { matchFindings } from './match.js';
import {
  packageGates,
  requireGated,
  selectedFindings,
  selectedPackages,
  standingOf,
} from './packages.js';

/** What a gate goes by. */
export interface GateOptions {
  /** "error" unless said otherwise; "new:error" where there is a state to compare with. */
  readonly failOn?: readonly Condition[];
  /** Those with conditions of their own. */
  readonly packages?: readonly PackageSettings[];
  /** Folders or names: only findings in these packages count. */
  readonly only?: readonly string[];
  readonly baseline?: Baseline | null;
  /** The state to compare with. */
  readonly before?: Assessment;
  /** The commit that settings, baseline and comments come from. */
  readonly policyFrom?: string;
  /** YYYY-MM-DD. */
  readonly today: string;
}

/** The assessment with what the baseline silences, and with the decision of the gate. */
export function gate(assessment: Assessment, options: GateOptions): Assessment {
  const { baseline = null, before, policyFrom, today } = options;
  const baselined = baseline === null ? null : applyBaseline(assessment, baseline, today);
  const gated = { ...assessment, findings: [...(baselined?.findings ?? assessment.findings)] };
  const compared = comparison(gated.findings, before);
  // A change may remove a package that the settings of its base name.
  if (policyFrom === undefined) requireGated(gated, options.packages ?? []);
  const conditions = decide(gated, options, compared.before);
  const since = before?.source.commit;
  const decision: Gate = {
    passed: conditions.every(({ passed }) => passed),
    conditions: [...conditions],
    new: selectedFindings(gated, options.only)
      .filter((finding) => counts(finding) && compared.before(finding) === undefined)
      .map(({ id }) => id),
    fixed: compared.fixed,
    ...(since !== undefined && { since }),
    ...(policyFrom !== undefined && { policyFrom }),
    ...(baseline !== null &&
      baselined !== null && {
        baseline: {
          file: baseline.file,
          entries: baseline.entries.length,
          silenced: gated.findings.filter(isBaselined).length,
          unmatched: baselined.unmatched.map(idleEntry),
          expired: baselined.expired.map(idleEntry),
        },
      }),
  };
  return { ...gated, gate: decision };
}

function decide(
  assessment: Assessment,
  { failOn, packages = [], only, before: earlier }: GateOptions,
  before: (finding: Finding) => Severity | undefined,
): readonly ConditionResult[] {
  const { maturity } = assessment;
  const conditions = failOn ?? defaultConditions(earlier !== undefined);
  const findings = selectedFindings(assessment, only).filter(counts);
  const own = packageGates(assessment, packages, only).flatMap(({ dir, failOn: asked, holds }) => {
    const inside = findings.filter(({ file }) => holds(file));
    return asked.map((one) => ({
      ...ask(one, { maturity: standingOf(assessment, dir), findings: inside, before }),
      package: dir,
    }));
  });
  const alone = only === undefined || only.length === 0 ? [] : selectedPackages(assessment, only);
  const general = conditions.flatMap((one): ConditionResult[] =>
    one.kind === 'metric' && alone.length > 0
      ? alone.map(({ dir }) => ({
          ...ask(one, { maturity: standingOf(assessment, dir), findings, before }),
          package: dir,
        }))
      : [ask(one, { maturity, findings, before })],
  );
  return [...general, ...own];
}

/** What nobody configured: no error, or no new one where older ones are not the question. */
function defaultConditions(isCompared: boolean): readonly Condition[] {
  return conditionsOf([isCompared ? 'new:error' : 'error']);
}

/** Conditions as written: a mistake is an error. */
export function conditionsOf(texts: readonly string[]): readonly Condition[] {
  return texts.map((text) => {
    const condition = parseCondition(text);
    if (!('problem' in condition)) return condition;
    const advice =
      'For example: error, new:warning, rule:missing-timeout, maturityLevel<2, area:monitoring<0.5';
    const { problem, name = '', known = [] } = condition;
    const similar = similarName(name, known);
    throw new KnownError(problem, similar === undefined ? advice : `Did you mean "${similar}"?`, 2);
  });
}

/** Rules that are not known to be right do not decide. */
const counts = ({ suppression, stability }: Finding): boolean =>
  suppression.state === 'active' && stability === 'stable';

const isBaselined = ({ suppression }: Finding): boolean =>
  suppression.state === 'suppressed' && suppression.by === 'baseline';

interface Comparison {
  readonly before: (finding: Finding) => Severity | undefined;
  readonly fixed: FixedFinding[];
}

/** Without a state to compare with, what nothing accepts is new. */
function comparison(findings: readonly Finding[], before: Assessment | undefined): Comparison {
  if (before === undefined) return { before: () => undefined, fixed: [] };
  const earlier = matchFindings(before.findings, findings);
  const remaining = new Set(earlier.values());
  return {
    before: (finding) => earlier.get(finding)?.severity,
    fixed: before.findings
      .filter((finding) => counts(finding) && !remaining.has(finding))
      .map(({ id, rule, severity, file, message }) => ({ id, rule, severity, file, message })),
  };
}

const idleEntry = ({ id, rule, file, expires }: BaselineEntry): IdleEntry => ({
  ...{ id, rule, file },
  ...(expires !== undefined && { expires }),
});
