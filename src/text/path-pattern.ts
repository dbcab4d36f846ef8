/**
 * Whether a path matches a pattern, segment by segment: `**` stands for any number of segments, `*`
 * for any characters of one, `?` for one. No regular expression is made of it, and the time is the
 * product of both lengths at most, whatever a stranger writes.
 */
export function matchesPath(pattern: readonly string[], path: readonly string[]): boolean {
  return matchesItems(pattern, path, { isMany: (part) => part === '**', matches: matchesSegment });
}

const matchesSegment = (pattern: string, segment: string): boolean =>
  matchesItems(Array.from(pattern), Array.from(segment), {
    isMany: (character) => character === '*',
    matches: (character, other) => character === '?' || character === other,
  });

interface Matching {
  readonly isMany: (part: string) => boolean;
  readonly matches: (part: string, item: string) => boolean;
}

/** Only the last "many" ever needs to take more: what an earlier one takes, the last can take too. */
function matchesItems(
  pattern: readonly string[],
  items: readonly string[],
  { isMany, matches }: Matching,
): boolean {
  let at = 0;
  let many = -1;
  let taken = 0;
  for (let index = 0; index < items.length;) {
    const part = pattern[at];
    if (part !== undefined && isMany(part)) {
      many = at++;
      taken = index;
    } else if (part !== undefined && matches(part, items[index] ?? '')) {
      at++;
      index++;
    } else if (many >= 0) {
      at = many + 1;
      index = ++taken;
    } else {
      return false;
    }
  }
  return pattern.slice(at).every(isMany);
}
