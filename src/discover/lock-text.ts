/** One line of a lockfile with the lines indented below it. */
export interface LockLine {
  readonly key: string;
  /** Absent where the line only opens a block. */
  readonly value?: string;
  readonly children: readonly LockLine[];
}

interface OpenLine extends LockLine {
  readonly children: OpenLine[];
  readonly indent: number;
}

/** No package manager writes a longer one. */
const LONGEST_LINE = 100_000;

/**
 * Reads what yarn and pnpm write: keys, plain values and indentation. A full YAML parser needs a
 * second for a lockfile of a megabyte, and yarn's first format is no YAML.
 */
export function readLockText(text: string): readonly LockLine[] {
  const top: OpenLine = { key: '', children: [], indent: -1 };
  const open: OpenLine[] = [top];
  for (const raw of text.split(/\r?\n/)) {
    const content = raw.trimStart();
    if (saysNothing(content)) continue;
    const indent = raw.length - content.length;
    // "? key" starts a key too long for one line; ": value" after it belongs to that key.
    const isContinuation = content === ':' || content.startsWith(': ');
    while ((open.at(-1)?.indent ?? -1) >= indent + (isContinuation ? 1 : 0)) open.pop();
    const parent = open.at(-1) ?? top;
    const line = { ...splitLine(content.replace(/^[?:] /, '')), children: [], indent };
    if (content === ':') continue;
    parent.children.push(line);
    open.push(isContinuation ? { ...line, indent: indent + 1 } : line);
  }
  return top.children;
}

const saysNothing = (content: string): boolean =>
  content === '' || content.startsWith('#') || content.length > LONGEST_LINE;

const keyAndValue = /^("(?:[^"\\]|\\.)*"|'[^']*'|[^\s:"']+(?::[^\s:]+)*):?\s+(\S.*)$/;

function splitLine(content: string): { key: string; value?: string } {
  if (content.endsWith(':')) return { key: unquoted(content.slice(0, -1)) };
  const [, key, value] = keyAndValue.exec(content) ?? [];
  if (key === undefined || value === undefined) return { key: unquoted(content) };
  return { key: unquoted(key), value: unquoted(value) };
}

export const unquoted = (text: string): string => text.replace(/^(["'])((?:(?!\1).)*)\1$/, '$2');

export const childOf = (line: LockLine | undefined, key: string): LockLine | undefined => {
  if (line === undefined) return undefined;
  return line.children.length > FEW_CHILDREN
    ? indexOf(line).get(key)
    : line.children.find((child) => child.key === key);
};

const FEW_CHILDREN = 20;

const indexes = new WeakMap<LockLine, ReadonlyMap<string, LockLine>>();

/** The first child of each key. */
function indexOf(line: LockLine): ReadonlyMap<string, LockLine> {
  const known = indexes.get(line);
  if (known !== undefined) return known;
  const made = new Map(line.children.toReversed().map((child) => [child.key, child]));
  indexes.set(line, made);
  return made;
}

export const valueOf = (line: LockLine | undefined, key: string): string | undefined =>
  childOf(line, key)?.value;
