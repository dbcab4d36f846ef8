import { parseCondition, type Condition } from '../../model/condition.js';
import type { DeclaredProtection, Override, RuleSetting, Settings } from '../../model/settings.js';
import { severityByReach } from '../severity-by-reach.js';
import type { FieldPath } from '../yaml-document.js';
import type { WrittenRuleSetting, WrittenSettings } from './schema.js';
import { defaultSettings } from './default-settings.js';
import { locationOf, type ParsedSettings } from './settings-file.js';

/** Of several files, each has the last word over those before it; lists of exceptions add up. */
export function mergeSettings(files: readonly ParsedSettings[]): Settings {
  return files.reduce(
    (settings, file) =>
      file.written === undefined ? settings : withFile(settings, file, file.written),
    defaultSettings,
  );
}

function withFile(before: Settings, file: ParsedSettings, written: WrittenSettings): Settings {
  const { include, exclude, failOn, baseline, limits } = written;
  return {
    include: include ?? before.include,
    exclude: [...before.exclude, ...(exclude ?? [])],
    packages: [...before.packages, ...packageSettings(written)],
    rules: new Map([...before.rules, ...ruleSettings(file, written.rules, ['rules'])]),
    overrides: [...before.overrides, ...overrides(file, written)],
    failOn: failOn === undefined ? before.failOn : conditions(failOn),
    baseline: baseline ?? before.baseline,
    protections: [...before.protections, ...protections(file, written)],
    declared: declared(before.declared, written),
    unparsableShare: limits?.unparsableShare ?? before.unparsableShare,
  };
}

/** Figures replace those of the same name; objectives and practices add up. */
function declared(
  before: Settings['declared'],
  { indicators, slos, practices, business }: WrittenSettings,
): Settings['declared'] {
  return {
    ...before,
    ...(indicators !== undefined && { indicators: { ...before.indicators, ...indicators } }),
    ...(slos !== undefined && { slos: [...(before.slos ?? []), ...slos] }),
    ...(business !== undefined && { business }),
    ...(practices !== undefined && { practices: [...(before.practices ?? []), ...practices] }),
  };
}

const packageSettings = ({ packages = {} }: WrittenSettings): Settings['packages'] =>
  Object.entries(packages).map(([match, { tier, failOn }]) => ({
    match,
    ...(tier !== undefined && { tier }),
    ...(failOn !== undefined && { failOn: conditions(failOn) }),
  }));

/** What is wrong with conditions was told when their file was read. */
const conditions = (texts: readonly string[]): readonly Condition[] =>
  texts.flatMap((text) => {
    const condition = parseCondition(text);
    return 'problem' in condition ? [] : [condition];
  });

function ruleSettings(
  file: ParsedSettings,
  rules: WrittenSettings['rules'],
  path: FieldPath,
): ReadonlyMap<string, RuleSetting> {
  const entries = Object.entries(rules ?? {});
  return new Map(
    entries.map(([rule, written]) => [rule, ruleSetting(file, written, [...path, rule])]),
  );
}

function ruleSetting(
  file: ParsedSettings,
  written: WrittenRuleSetting,
  path: FieldPath,
): RuleSetting {
  const { severity, reason } = typeof written === 'string' ? { severity: written } : written;
  const at = locationOf(file, path);
  return {
    off: severity === 'off',
    ...(severity !== undefined && severity !== 'off' && { severity: severityByReach(severity) }),
    ...(reason !== undefined && { reason }),
    at,
  };
}

const overrides = (file: ParsedSettings, written: WrittenSettings): readonly Override[] =>
  (written.overrides ?? []).map(({ files, rules }, index) => ({
    files,
    rules: ruleSettings(file, rules, ['overrides', index, 'rules']),
  }));

const protections = (
  file: ParsedSettings,
  written: WrittenSettings,
): readonly DeclaredProtection[] =>
  (written.protections ?? []).map((one, index) => ({
    ...one,
    at: locationOf(file, ['protections', index]),
  }));
