/** Patterns may need time that grows with a power of the length of what they are matched with. */
const LONGEST_NAME = 200;

const patterns = new Map<string, RegExp>();

/** Whether a key of the catalogue names it: "name", "a|b", or "/pattern/". */
export function isNamedBy(key: string, name: string): boolean {
  if (key === name) return true;
  if (key.startsWith('/')) return name.length <= LONGEST_NAME && patternOf(key).test(name);
  return key.includes('|') && key.split('|').includes(name);
}

function patternOf(key: string): RegExp {
  const known = patterns.get(key);
  if (known !== undefined) return known;
  const pattern = new RegExp(key.slice(1, key.lastIndexOf('/')));
  patterns.set(key, pattern);
  return pattern;
}
