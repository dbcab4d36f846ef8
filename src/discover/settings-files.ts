import { posix } from 'node:path';
import { compareText } from '../text/compare-text.js';
import { nearestPackageDir } from './manifests.js';
import { pathRuleFor } from './path-rules.js';

export interface SettingsFiles {
  readonly manifests: readonly string[];
  readonly tsconfigs: readonly string[];
}

const tsconfigName = /^(ts|js)config(\.[\w.-]+)?\.json$/;

/**
 * The package.json and compiler configurations that apply to scanned code. Those of test data and
 * examples describe no part of the system, and are often broken on purpose.
 */
export function settingsFiles(paths: readonly string[]): SettingsFiles {
  const dirs = new Set<string>();
  const manifests: string[] = [];
  // Folders above come first: what counts as directly below a package depends on them.
  for (const file of named(paths, /^package\.json$/).toSorted(shallowFirst)) {
    const dir = posix.dirname(file);
    const owner = dir === '.' ? '.' : nearestPackageDir(dirs, dir);
    if (!isScanned(file, owner)) continue;
    manifests.push(file);
    dirs.add(dir);
  }
  const tsconfigs = named(paths, tsconfigName).filter((file) =>
    isScanned(file, nearestPackageDir(dirs, file)),
  );
  return { manifests, tsconfigs };
}

function isScanned(file: string, owner: string): boolean {
  const rule = pathRuleFor(file, owner);
  return rule === undefined || rule.reason === 'generated';
}

const named = (paths: readonly string[], name: RegExp): readonly string[] =>
  paths.filter((path) => name.test(posix.basename(path)));

const shallowFirst = (left: string, right: string): number =>
  left.split('/').length - right.split('/').length || compareText(left, right);
