import type { Host } from './host.js';

/** Something in front of all that is registered on some hosts, below a path. */
interface Placed<T> {
  readonly what: T;
  readonly parents: () => readonly Host[];
  readonly path: () => string;
}

/** What stands in front of registrations. Which hosts it stands on is asked once all are known. */
export class Standing<T> {
  readonly #placed: Placed<T>[] = [];
  #byHost: ReadonlyMap<string, readonly Placed<T>[]> | undefined;

  add(placed: Placed<T>): void {
    this.#placed.push(placed);
  }

  all(): readonly Placed<T>[] {
    return this.#placed;
  }

  /** What stands on a host, where something at the path passes it. */
  on({ key }: Host, path: string): readonly T[] {
    this.#byHost ??= this.#read();
    const placed = this.#byHost.get(key) ?? [];
    return placed.filter((one) => isBelow(path, one.path())).map(({ what }) => what);
  }

  #read(): ReadonlyMap<string, readonly Placed<T>[]> {
    const byHost = new Map<string, Placed<T>[]>();
    for (const placed of this.#placed) {
      for (const { key } of placed.parents()) {
        const known = byHost.get(key);
        if (known === undefined) byHost.set(key, [placed]);
        else known.push(placed);
      }
    }
    return byHost;
  }
}

/** "/api/*" stands in front of what "/api" does, and neither of "/apidocs". Prefixes may be left out. */
const isBelow = (path: string, standing: string): boolean =>
  `${path}/`.includes(`${standing.replace(/\/?\*?$/, '')}/`);
