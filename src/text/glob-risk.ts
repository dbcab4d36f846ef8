const LONGEST_GLOB = 500;
const MOST_STARS = 3;

/**
 * Why a glob of strangers is not used; undefined when it is harmless. Each becomes a regular
 * expression that is tried on every path, and many stars can be placed in very many ways.
 */
export function globRisk(glob: string): string | undefined {
  if (glob.length > LONGEST_GLOB) return `is longer than ${LONGEST_GLOB} characters`;
  if (/[@!+*?]\(/.test(glob)) return 'has a group; write one glob for each of its choices';
  const segments = glob.split('/');
  if (segments.filter((segment) => segment === '**').length > MOST_STARS)
    return `has "**" more than ${MOST_STARS} times`;
  if (segments.some((segment) => segment.split(/\*+/).length - 1 > MOST_STARS))
    return `has more than ${MOST_STARS} stars between two slashes`;
  if (/[{,][^}]*\{/.test(glob)) return 'has braces in braces';
  return undefined;
}
