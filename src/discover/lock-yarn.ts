import type { LockEntry, LockGraph } from './lock-graph.js';
import { childOf, readLockText, unquoted, valueOf, type LockLine } from './lock-text.js';

/** yarn.lock, of yarn 1 and of the later versions ("berry"). */
export function readYarnLock(text: string): LockGraph {
  const byDescriptor = new Map<string, string>();
  const byName = new Map<string, string[]>();
  const lines = new Map<string, LockLine>();
  for (const line of readLockText(text)) {
    const descriptors = line.key.split(/,\s*/).map(unquoted);
    const name = nameIn(descriptors[0] ?? '');
    if (name === '' || valueOf(line, 'version') === undefined) continue;
    lines.set(line.key, line);
    const known = byName.get(name);
    if (known === undefined) byName.set(name, [line.key]);
    else known.push(line.key);
    for (const descriptor of descriptors) byDescriptor.set(descriptor, line.key);
  }
  const find = (name: string, range: string): string | undefined =>
    byDescriptor.get(`${name}@${range}`) ??
    byDescriptor.get(`${name}@npm:${range}`) ??
    onlyOne(byName.get(name));
  return {
    entry: (key) => entryOf(lines.get(key), find),
    declared: (_packageDir, name, range) => find(name, range),
  };
}

type Find = (name: string, range: string) => string | undefined;

function entryOf(line: LockLine | undefined, find: Find): LockEntry | undefined {
  if (line === undefined) return undefined;
  const version = valueOf(line, 'version');
  const blocks = ['dependencies', 'optionalDependencies'].flatMap(
    (block) => childOf(line, block)?.children ?? [],
  );
  return {
    name: nameIn(unquoted(line.key.split(',')[0] ?? '')),
    ...(version === undefined || isOwnPackage(line) ? {} : { version }),
    dependencies: blocks.flatMap(({ key, value }) => {
      const found = value === undefined ? undefined : find(key, value);
      return found === undefined ? [] : [[key, found] as const];
    }),
  };
}

const isOwnPackage = (line: LockLine): boolean =>
  valueOf(line, 'resolution')?.includes('@workspace:') === true;

/** `@scope/name@^1.0.0` → `@scope/name`. */
const nameIn = (descriptor: string): string => descriptor.slice(0, descriptor.indexOf('@', 1));

/** A range that `resolutions` replaced is in no descriptor; a single version answers it anyway. */
const onlyOne = (keys: readonly string[] | undefined): string | undefined =>
  keys?.length === 1 ? keys[0] : undefined;
