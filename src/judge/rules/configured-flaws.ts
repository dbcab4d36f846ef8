import type { Assessment, Finding } from '../../model/assessment.js';
import type { Rule } from '../../model/rule.js';
import type { Override, RuleSetting, Settings } from '../../model/settings.js';
import { matchingPaths } from '../../text/matching-paths.js';
import { findFlaws } from './find-flaws.js';

type RuleSettings = Pick<Settings, 'rules' | 'overrides'>;

/** What the rules find, as grave as the settings say, and silenced where they switch a rule off. */
export function configuredFlaws(
  assessment: Assessment,
  rules: readonly Rule[],
  { rules: settings, overrides }: RuleSettings,
): Finding[] {
  const found = findFlaws(assessment, withSeverities(rules, settings)).map((finding) =>
    silenced(finding, settings.get(finding.rule)),
  );
  return overrides.reduce(
    (findings, override) => overridden(findings, override, { assessment, rules }),
    found,
  );
}

interface Asked {
  readonly assessment: Assessment;
  readonly rules: readonly Rule[];
}

type ById = ReadonlyMap<string, RuleSetting>;

const withSeverities = (rules: readonly Rule[], settings: ById): readonly Rule[] =>
  rules.map((rule) => ({ ...rule, severity: settings.get(rule.id)?.severity ?? rule.severity }));

/** How grave a finding is depends on who waits, which only asking the rule again can tell. */
function overridden(
  findings: Finding[],
  override: Override,
  { assessment, rules }: Asked,
): Finding[] {
  const files = matchingPaths(new Set(findings.map(({ file }) => file)), override.files);
  const changed = rules.filter(({ id }) => override.rules.get(id)?.severity !== undefined);
  const severities = new Map(
    findFlaws(assessment, withSeverities(changed, override.rules)).map((one) => [
      one.id,
      one.severity,
    ]),
  );
  return findings.map((finding) => {
    if (!files.has(finding.file) || !override.rules.has(finding.rule)) return finding;
    const severity = severities.get(finding.id) ?? finding.severity;
    const active: Finding = { ...finding, severity, suppression: { state: 'active' } };
    return silenced(active, override.rules.get(finding.rule));
  });
}

/** The finding, silenced where a setting switches its rule off. */
export function silenced(finding: Finding, setting: RuleSetting | undefined): Finding {
  if (setting?.off !== true) return finding;
  const { at, reason = 'the rule is switched off' } = setting;
  return { ...finding, suppression: { state: 'suppressed', by: 'configuration', reason, at } };
}
