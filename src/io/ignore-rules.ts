import { dirname, join, relative, sep } from 'node:path';
import ignore, { type Ignore } from 'ignore';
import { readText } from './read-text.js';

interface Level {
  /** Folder the patterns are relative to, relative to the top, with a closing "/" unless empty. */
  readonly prefix: string;
  readonly rules: Ignore;
}

/** The .gitignore rules that hold in one folder; deeper files overrule those above. */
export interface IgnoreRules {
  /** `path` is relative to the scanned root; a folder's ends with "/". */
  ignores(path: string): boolean;
  /** The rules inside a folder that has a .gitignore of its own. */
  within(folder: string): IgnoreRules;
}

/** Rules at the scanned root: git's own exclude file and each .gitignore from the top down to it. */
export function ignoreRules(root: string, top: string): IgnoreRules {
  const levels: Level[] = [];
  add(levels, '', join(top, '.git', 'info', 'exclude'));
  for (const folder of foldersBetween(top, root)) {
    add(levels, prefixOf(top, folder), join(folder, '.gitignore'));
  }
  // Whoever scans a folder that its repository ignores means what is in it.
  const isRootIgnored = top !== root && isIgnored(levels, prefixOf(top, root));
  return isRootIgnored ? ignoreRules(root, root) : rulesOf(levels, { root, top });
}

interface Place {
  readonly root: string;
  readonly top: string;
}

function rulesOf(levels: readonly Level[], place: Place): IgnoreRules {
  const rootPrefix = prefixOf(place.top, place.root);
  return {
    ignores: (path) => isIgnored(levels, rootPrefix + path),
    within(folder) {
      if (folder === '') return this;
      const inner = [...levels];
      add(inner, `${rootPrefix}${folder}/`, join(place.root, folder, '.gitignore'));
      return rulesOf(inner, place);
    },
  };
}

function isIgnored(levels: readonly Level[], path: string): boolean {
  for (const { prefix, rules } of levels.toReversed()) {
    // A folder's own rules are about what is in it.
    if (path === prefix) continue;
    const result = rules.test(path.slice(prefix.length));
    if (result.ignored) return true;
    if (result.unignored) return false;
  }
  return false;
}

function add(levels: Level[], prefix: string, file: string): void {
  try {
    const patterns = readText(file).split('\n').slice(0, MOST_PATTERNS).filter(isQuick);
    levels.push({ prefix, rules: ignore({ ignorecase: false }).add(patterns) });
  } catch {
    // No such file, or none that can be read: git goes on without it too.
  }
}

/**
 * Each pattern becomes a regular expression that is tried on every path. Those that would take
 * forever are left out, so that more is scanned rather than less.
 */
const MOST_PATTERNS = 1_000;
const LONGEST_PATTERN = 500;
const MOST_STARS = 3;

function isQuick(pattern: string): boolean {
  if (pattern.length > LONGEST_PATTERN) return false;
  const segments = pattern.split('/');
  const isDeep = segments.filter((segment) => segment === '**').length > MOST_STARS;
  return !isDeep && segments.every((segment) => segment.split(/\*+/).length - 1 <= MOST_STARS);
}

function prefixOf(top: string, folder: string): string {
  const path = relative(top, folder).split(sep).join('/');
  return path === '' ? '' : `${path}/`;
}

function foldersBetween(top: string, root: string): readonly string[] {
  const folders = [root];
  for (let folder = root; folder !== top;) {
    folder = dirname(folder);
    folders.unshift(folder);
  }
  return folders;
}
