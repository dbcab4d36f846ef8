import type { Configuration } from '../../config/settings/configuration.js';
import type { Condition, FileState, Inspection, Location, Rule, Settings } from '../../index.js';
import { matchingPaths } from '../../text/matching-paths.js';
import { namesPackage } from '../../text/names-package.js';
import { innermostFolder } from '../../text/innermost-folder.js';

/** A value and where it was written; it holds by itself where that is absent. */
export interface Told<T> {
  readonly value: T;
  readonly from?: Location;
}

export interface EffectiveRule {
  readonly id: string;
  /** By who waits for the call: a request, a worker, a script, a browser. */
  readonly severity: Rule['severity'] | 'off';
  /** Who had the last word; absent where nobody changed it. */
  readonly from?: Location;
  readonly reason?: string;
}

/** What holds for one file, and why. */
export interface Effective {
  readonly file: string;
  readonly searched: FileState;
  readonly settingsFiles: readonly string[];
  readonly package: { readonly dir: string; readonly name?: string };
  readonly tier: Told<number | null>;
  readonly include: Told<readonly string[]>;
  readonly exclude: readonly Told<string>[];
  readonly failOn: Told<readonly string[]>;
  /** Conditions of the package's own gate. */
  readonly packageFailOn: Told<readonly string[]> | null;
  readonly baseline: Told<string>;
  /** In their order, of which the last that matches decides. */
  readonly overrides: readonly (Told<readonly string[]> & { readonly matches: boolean })[];
  readonly rules: readonly EffectiveRule[];
  /** Those that are not for other files. */
  readonly protections: readonly (Settings['protections'][number] & { readonly from: Location })[];
}

export function effectiveFor(
  file: string,
  configuration: Configuration,
  inspection: Inspection,
): Effective {
  const { settings, origins, files } = configuration;
  const dir =
    innermostFolder(
      file,
      inspection.packages.map((one) => one.dir),
    ) ?? '.';
  const name = inspection.packages.find((one) => one.dir === dir)?.name;
  const owner = { dir, ...(name !== undefined && { name }) };
  return {
    file,
    searched: inspection.fileState(file),
    settingsFiles: files,
    package: owner,
    ...ofPackage(owner, configuration),
    include: told(settings.include, origins.include),
    exclude: settings.exclude.map((glob, index) => told(glob, origins.exclude[index])),
    failOn: told(conditionTexts(settings.failOn), origins.failOn),
    baseline: told(settings.baseline, origins.baseline),
    overrides: settings.overrides.map((one, index) => ({
      ...told(one.files, origins.overrides[index]),
      matches: isMatched(file, one.files),
    })),
    rules: configuration.rules.rules.map((rule) => effectiveRule(rule, file, settings)),
    protections: settings.protections
      .filter((one) => one.for.files === undefined || isMatched(file, one.for.files))
      .map((one) => ({ ...one, from: one.at })),
  };
}

const told = <T>(value: T, from: Location | undefined): Told<T> => ({
  value,
  ...(from !== undefined && { from }),
});

/** Without conditions, the gate asks for no error. */
const conditionTexts = (conditions: readonly Condition[] | null): readonly string[] =>
  conditions?.map(({ text }) => text) ?? ['error'];

const isMatched = (file: string, globs: readonly string[]): boolean =>
  matchingPaths([file], globs).has(file);

/** Of several settings that name a package, the last one decides each of its fields. */
function ofPackage(
  owner: Effective['package'],
  { settings, origins }: Configuration,
): Pick<Effective, 'tier' | 'packageFailOn'> {
  const last = (isSet: (one: Settings['packages'][number]) => boolean): number =>
    settings.packages.findLastIndex((one) => isSet(one) && namesPackage(one.match, owner));
  const tier = last((one) => one.tier !== undefined);
  const gate = last((one) => one.failOn !== undefined);
  const failOn = settings.packages[gate]?.failOn;
  return {
    tier: told(settings.packages[tier]?.tier ?? null, origins.packages[tier]),
    packageFailOn:
      failOn === undefined ? null : told(conditionTexts(failOn), origins.packages[gate]),
  };
}

function effectiveRule(rule: Rule, file: string, settings: Settings): EffectiveRule {
  const matching = settings.overrides.filter(({ files }) => isMatched(file, files));
  return [settings.rules, ...matching.map(({ rules }) => rules)].reduce<EffectiveRule>(
    (before, changes) => {
      const change = changes.get(rule.id);
      if (change === undefined) return before;
      const { off, severity, reason, at } = change;
      const kept = before.severity === 'off' ? rule.severity : before.severity;
      return {
        id: rule.id,
        severity: off ? 'off' : (severity ?? kept),
        from: at,
        ...(reason !== undefined && { reason }),
      };
    },
    { id: rule.id, severity: rule.severity },
  );
}
