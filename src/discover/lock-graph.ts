/** One installed package of a lockfile. */
export interface LockEntry {
  readonly name: string;
  /** Absent for links to the repository's own packages. */
  readonly version?: string;
  /** Names of what it depends on, each with the key of the entry that answers it. */
  readonly dependencies: readonly (readonly [name: string, key: string])[];
}

/** What any lockfile says, whatever its format. */
export interface LockGraph {
  readonly entry: (key: string) => LockEntry | undefined;
  /** The entry a package of the repository gets for one of its declared dependencies. */
  readonly declared: (packageDir: string, name: string, range: string) => string | undefined;
}

/** The same graph, which reads each entry only once: every package of a workspace asks for most of them. */
export function remembering(graph: LockGraph): LockGraph {
  const known = new Map<string, LockEntry | undefined>();
  return {
    declared: graph.declared,
    entry(key) {
      if (!known.has(key)) known.set(key, graph.entry(key));
      return known.get(key);
    },
  };
}

export interface Reachable {
  /** By the name it is imported by. */
  readonly versions: ReadonlyMap<string, string>;
  readonly entries: ReadonlySet<LockEntry>;
}

/**
 * Everything a package reaches, nearest first: of several versions of one package, the one with
 * the fewest steps from the declaring package counts.
 */
export function reachable(
  graph: LockGraph,
  packageDir: string,
  ranges: Readonly<Record<string, string>>,
): Reachable {
  const versions = new Map<string, string>();
  const entries = new Set<LockEntry>();
  const queue = Object.entries(ranges).flatMap(([name, range]) => {
    const key = graph.declared(packageDir, name, range);
    return key === undefined ? [] : [[name, key] as const];
  });
  for (const [name, key] of queue) {
    const entry = graph.entry(key);
    if (entry === undefined) continue;
    if (entry.version !== undefined && !versions.has(name)) versions.set(name, entry.version);
    if (entries.has(entry)) continue;
    entries.add(entry);
    for (const dependency of entry.dependencies) queue.push(dependency);
  }
  return { versions, entries };
}
