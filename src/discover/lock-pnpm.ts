import type { LockEntry, LockGraph } from './lock-graph.js';
import { childOf, readLockText, valueOf, type LockLine } from './lock-text.js';

const blocks = ['dependencies', 'devDependencies', 'optionalDependencies'];

interface Lock {
  /** `/name@1.0.0` or `/name/1.0.0` up to version 6, `name@1.0.0` from version 9 on. */
  readonly keyOf: (name: string, reference: string) => string;
  readonly entries: ReadonlyMap<string, LockLine>;
}

/** pnpm-lock.yaml, lockfile versions 5 to 9. */
export function readPnpmLock(text: string): LockGraph {
  const top: LockLine = { key: '', children: readLockText(text) };
  const version = Number.parseFloat(valueOf(top, 'lockfileVersion') ?? '9');
  const entries = new Map(
    ['packages', 'snapshots'].flatMap((block) =>
      (childOf(top, block)?.children ?? []).map((line) => [line.key, line] as const),
    ),
  );
  const lock: Lock = { keyOf: keyWriter(version), entries };
  const importers = new Map(
    (childOf(top, 'importers')?.children ?? []).map((line) => [line.key, line] as const),
  );
  // A repository of one package has its dependencies at the top.
  if (importers.size === 0) importers.set('.', top);
  return {
    entry: (key) => entryAt(lock, key),
    declared: (packageDir, name) => {
      const reference = referenceIn(importers.get(packageDir), name);
      return reference === undefined ? undefined : lock.keyOf(name, reference);
    },
  };
}

function keyWriter(version: number): Lock['keyOf'] {
  return (name, reference) => {
    if (reference.startsWith('/') || /^@?[^\d@(][^@(]*@/.test(reference)) return reference;
    if (version < 6) return `/${name}/${reference}`;
    return version < 9 ? `/${name}@${reference}` : `${name}@${reference}`;
  };
}

function referenceIn(importer: LockLine | undefined, name: string): string | undefined {
  for (const block of blocks) {
    const line = childOf(childOf(importer, block), name);
    const reference = line?.value ?? valueOf(line, 'version');
    if (reference !== undefined) return reference;
  }
  return undefined;
}

function entryAt(lock: Lock, key: string): LockEntry | undefined {
  const line = lock.entries.get(key);
  const [, name, version] = /^\/?((?:@[^/@]+\/)?[^/@]+)[/@](\d[^(_]*)/.exec(key) ?? [];
  if (line === undefined || name === undefined || version === undefined) return undefined;
  const dependencies = ['dependencies', 'optionalDependencies'].flatMap(
    (block) => childOf(line, block)?.children ?? [],
  );
  return {
    name,
    version,
    dependencies: dependencies.flatMap(({ key: needed, value }) =>
      value === undefined ? [] : [[needed, lock.keyOf(needed, value)] as const],
    ),
  };
}
