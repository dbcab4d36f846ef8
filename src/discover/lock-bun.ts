import { isRecord, recordOf, stringEntries } from '../text/record.js';
import type { LockEntry, LockGraph } from './lock-graph.js';

type Packages = Readonly<Record<string, unknown>>;

/** bun.lock. Its keys are paths of names: `a/b` is the copy of `b` that only `a` gets. */
export function readBunLock(content: unknown): LockGraph {
  const packages = recordOf(Object.entries(partOf(content, 'packages')));
  const workspaces = recordOf(Object.entries(partOf(content, 'workspaces')));
  return {
    entry: (key) => entryAt(packages, key),
    declared: (packageDir, name) => {
      const workspace = workspaces[packageDir === '.' ? '' : packageDir];
      const owner = isRecord(workspace) ? workspace['name'] : undefined;
      return locate(packages, typeof owner === 'string' ? owner : '', name);
    },
  };
}

const partOf = (content: unknown, part: string): Packages => {
  const found = isRecord(content) ? content[part] : undefined;
  return isRecord(found) ? found : {};
};

/** `["name@1.2.3", registry, { dependencies }, hash]` */
function entryAt(packages: Packages, key: string): LockEntry | undefined {
  const entry: unknown = packages[key];
  if (!Array.isArray(entry)) return undefined;
  const [locked, , details] = entry as readonly unknown[];
  const [, name, version] = /^(.[^@]*)@(.*)$/.exec(String(locked)) ?? [];
  if (name === undefined || version === undefined) return undefined;
  const needed = ['dependencies', 'optionalDependencies', 'peerDependencies'].flatMap((field) =>
    stringEntries(isRecord(details) ? details[field] : undefined).map(([dependency]) => dependency),
  );
  return {
    name,
    ...(/^\d/.test(version) ? { version } : {}),
    dependencies: needed.flatMap((dependency) => {
      const found = locate(packages, key, dependency);
      return found === undefined ? [] : [[dependency, found] as const];
    }),
  };
}

/** The copy nearest to who asks: `a/b/name`, then `a/name`, then `name`. */
function locate(packages: Packages, from: string, name: string): string | undefined {
  for (let owner = from; ; owner = owner.slice(0, Math.max(0, owner.lastIndexOf('/')))) {
    const key = owner === '' ? name : `${owner}/${name}`;
    if (packages[key] !== undefined) return key;
    if (owner === '') return undefined;
  }
}
