import type { ExportsMap } from '../../model/repository.js';

/** `source` and `development` come first: they point at what was written rather than built. */
const conditions = [
  'source',
  'development',
  'import',
  'module',
  'require',
  'node',
  'default',
  'types',
];

/**
 * Targets of a subpath ("." or "./x", or "#x" for `imports`) in a map of package.json, under any
 * condition, the likeliest first.
 */
export function exportTargets(map: ExportsMap, subpath: string): readonly string[] {
  if (!isConditions(map) || !hasSubpaths(map)) return subpath === '.' ? targets(map, '') : [];
  const exact = map[subpath];
  if (exact !== undefined && !subpath.includes('*')) return targets(exact, '');
  for (const pattern of Object.keys(map)
    .filter((key) => key.includes('*'))
    .sort(longestPrefix)) {
    const matched = matchPattern(pattern, subpath);
    const target = map[pattern];
    if (matched !== null && target !== undefined) return targets(target, matched);
  }
  return [];
}

/** What the "*" of a pattern stands for in a path, or null when the pattern does not match. */
export function matchPattern(pattern: string, path: string): string | null {
  const star = pattern.indexOf('*');
  if (star < 0) return pattern === path ? '' : null;
  const prefix = pattern.slice(0, star);
  const suffix = pattern.slice(star + 1);
  const fits = path.length >= prefix.length + suffix.length;
  return fits && path.startsWith(prefix) && path.endsWith(suffix)
    ? path.slice(prefix.length, path.length - suffix.length)
    : null;
}

/** Exact patterns first, then the one with the longest text before its "*". */
export function longestPrefix(left: string, right: string): number {
  return prefixLength(right) - prefixLength(left);
}

const prefixLength = (pattern: string): number => {
  const star = pattern.indexOf('*');
  return star < 0 ? Number.MAX_SAFE_INTEGER : star;
};

type Conditions = Readonly<Record<string, ExportsMap>>;

const isConditions = (map: ExportsMap): map is Conditions =>
  typeof map === 'object' && map !== null && !Array.isArray(map);

const hasSubpaths = (map: Conditions): boolean =>
  Object.keys(map).some((key) => key.startsWith('.') || key.startsWith('#'));

function targets(map: ExportsMap, matched: string): readonly string[] {
  if (map === null) return [];
  if (typeof map === 'string') return [map.replaceAll('*', () => matched)];
  if (!isConditions(map)) return map.flatMap((one) => targets(one, matched));
  return conditions.flatMap((condition) => {
    const target = Object.hasOwn(map, condition) ? map[condition] : undefined;
    return target === undefined ? [] : targets(target, matched);
  });
}
