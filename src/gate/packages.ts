import type { Assessment, AssessedPackage, Finding } from '../model/assessment.js';
import type { Condition } from '../model/condition.js';
import type { Standing } from './conditions.js';
import type { PackageSettings } from '../model/settings.js';
import { KnownError } from '../text/known-error.js';
import { namesPackage } from '../text/names-package.js';
import { similarName } from '../text/similar-name.js';

/** A package with a gate of its own. */
export interface PackageGate {
  readonly dir: string;
  readonly failOn: readonly Condition[];
  /** Whether a file belongs to it, and not to a package inside it. */
  readonly holds: (file: string) => boolean;
}

/** Of several settings that name a package, the last one with conditions decides. */
export function packageGates(
  assessment: Assessment,
  settings: readonly PackageSettings[],
  only: readonly string[] | undefined,
): readonly PackageGate[] {
  const packageOf = owners(assessment.packages);
  return selectedPackages(assessment, only).flatMap((one) => {
    const setting = settings.findLast(
      ({ match, failOn }) => failOn !== undefined && namesPackage(match, named(one)),
    );
    if (setting?.failOn === undefined) return [];
    return [{ dir: one.dir, failOn: setting.failOn, holds: (file) => packageOf(file) === one.dir }];
  });
}

/** A gate that nobody passes through is a mistake; those with a "*" may be made for many repositories. */
export function requireGated({ packages }: Assessment, settings: readonly PackageSettings[]): void {
  for (const { match, failOn } of settings) {
    if (failOn !== undefined && !match.includes('*')) requirePackage(packages, match);
  }
}

/** The findings of some packages; of all where none is named. */
export function selectedFindings(
  assessment: Assessment,
  only: readonly string[] | undefined,
): readonly Finding[] {
  if (only === undefined || only.length === 0) return assessment.findings;
  const dirs = new Set(selectedPackages(assessment, only).map(({ dir }) => dir));
  const packageOf = owners(assessment.packages);
  return assessment.findings.filter(({ file }) => dirs.has(packageOf(file)));
}

/** How mature a package is by itself; figures of one with nothing to score do not apply. */
export function standingOf({ maturity }: Assessment, dir: string): Standing {
  const nothing = maturity.areas.map(({ id }) => ({ id, score: null }));
  const own = maturity.packages.find((one) => one.dir === dir);
  return own ?? { score: null, level: null, areas: nothing };
}

export function selectedPackages(
  { packages }: Assessment,
  only: readonly string[] | undefined,
): readonly AssessedPackage[] {
  if (only === undefined || only.length === 0) return packages;
  for (const pattern of only) requirePackage(packages, pattern);
  return packages.filter((one) => only.some((pattern) => namesPackage(pattern, named(one))));
}

function requirePackage(packages: readonly AssessedPackage[], pattern: string): void {
  if (packages.some((one) => namesPackage(pattern, named(one)))) return;
  const names = packages.flatMap(({ name, dir }) => (name === undefined ? [dir] : [name, dir]));
  const similar = similarName(pattern, names);
  const advice =
    similar === undefined
      ? `There are: ${names.slice(0, 10).join(', ')}`
      : `Did you mean "${similar}"?`;
  throw new KnownError(`There is no package "${pattern}"`, advice, 2);
}

const named = ({ name, dir }: AssessedPackage) => ({ ...(name !== undefined && { name }), dir });

/** The folder of the innermost package around a file. */
function owners(packages: readonly AssessedPackage[]): (file: string) => string {
  const dirs = packages
    .map(({ dir }) => dir)
    .filter((dir) => dir !== '.')
    .sort((left, right) => right.length - left.length);
  return (file) => dirs.find((dir) => file.startsWith(`${dir}/`)) ?? '.';
}
