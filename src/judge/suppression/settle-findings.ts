import type { Assessment, Finding } from '../../model/assessment.js';
import type { Rule } from '../../model/rule.js';
import type { RuleSetting, Settings } from '../../model/settings.js';
import type { Directive } from '../../parse/directives.js';
import { matchingPaths } from '../../text/matching-paths.js';
import { configuredFlaws, silenced } from '../rules/configured-flaws.js';
import { byPlace } from '../rules/find-flaws.js';
import { suppress } from './suppress.js';
import { suppressionRules } from '../../model/suppression-rules.js';

export interface Settling {
  readonly rules: readonly Rule[];
  readonly settings: Pick<Settings, 'rules' | 'overrides'>;
  readonly directives: readonly Directive[];
}

/** The findings of an assessment, each as grave as the settings say, and silenced where it is accepted. */
export function settleFindings(assessment: Assessment, settling: Settling): Finding[] {
  const { rules, settings, directives } = settling;
  const found = configuredFlaws(assessment, rules, settings);
  const ids = rules.map(({ id }) => id);
  const suppressed = suppress(found, directives, ids);
  return suppressed.map((finding) => aboutComments(finding, settings)).sort(byPlace);
}

const ownIds: ReadonlySet<string> = new Set(suppressionRules.map(({ id }) => id));

/** The settings hold for findings about comments as well; whoever waits makes no difference. */
function aboutComments(finding: Finding, { rules, overrides }: Settling['settings']): Finding {
  if (!ownIds.has(finding.rule)) return finding;
  const others = overrides
    .filter(({ files }) => matchingPaths([finding.file], files).size > 0)
    .map((override) => override.rules.get(finding.rule));
  const settings = [rules.get(finding.rule), ...others].filter((one) => one !== undefined);
  return settings.reduce(decided, finding);
}

function decided(finding: Finding, setting: RuleSetting): Finding {
  const severity = setting.severity?.request ?? finding.severity;
  return silenced({ ...finding, severity, suppression: { state: 'active' } }, setting);
}
