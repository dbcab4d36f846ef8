import type { SuspectedClient } from '../model/assessment.js';
import type { Repository } from '../model/repository.js';
import type { CallFact, FileFacts } from '../parse/facts.js';
import type { Resolver } from '../resolve/resolver.js';
import { positionAt } from '../text/positions.js';
import type { Site } from './sites.js';
import { withinAny } from './spans.js';

interface Place {
  file: string;
  line: number;
  column: number;
}

/**
 * Packages outside the catalogue that depend on a catalogued client (lockfile, two steps at most)
 * and whose functions are awaited.
 */
export class SuspectedClients {
  readonly #repository: Repository;
  readonly #resolver: Resolver;
  readonly #calls = new Map<string, { via: readonly string[]; calls: Place[] }>();

  constructor(repository: Repository, resolver: Resolver) {
    this.#repository = repository;
    this.#resolver = resolver;
  }

  add(facts: FileFacts, sites: readonly Site[]): void {
    const isPartOfSite = withinAny(sites);
    for (const [id, call] of facts.calls.entries()) {
      if (call.use !== 'await' || isPartOfSite(call)) continue;
      const name = this.#packageOf(facts.file, id);
      const via = name === null ? null : this.#networkPath(name);
      if (name !== null && via !== null) this.#note(name, via, placeOf(facts, call));
    }
  }

  found(): readonly SuspectedClient[] {
    return [...this.#calls]
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, { via, calls }]) => ({ package: name, via: [...via], calls }));
  }

  #note(name: string, via: readonly string[], place: Place): void {
    const known = this.#calls.get(name);
    if (known === undefined) this.#calls.set(name, { via, calls: [place] });
    else known.calls.push(place);
  }

  #packageOf(file: string, id: number): string | null {
    const found = this.#resolver
      .calleeValues(file, id)
      .find((value) => value.kind === 'package' && value.packageName !== 'globalThis');
    return found?.kind === 'package' ? found.packageName : null;
  }

  #networkPath(name: string): readonly string[] | null {
    const { catalog } = this.#resolver;
    // Of a framework only its entry points are described: whether it calls is not known.
    const isClient = (one: string): boolean => {
      const found = catalog.package(one);
      return found !== undefined && found.client.framework === undefined;
    };
    if (name.startsWith('node:') || isClient(name)) return null;
    const direct = this.#repository.packageDependencies[name] ?? [];
    const first = direct.find(isClient);
    if (first !== undefined) return [first];
    for (const middle of direct) {
      const second = (this.#repository.packageDependencies[middle] ?? []).find(isClient);
      if (second !== undefined) return [middle, second];
    }
    return null;
  }
}

const placeOf = (facts: FileFacts, call: CallFact): Place => ({
  file: facts.file,
  ...positionAt(facts.lineStarts, call.start),
});
