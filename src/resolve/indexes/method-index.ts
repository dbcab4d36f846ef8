import type { FileFacts, FunctionId } from '../../parse/facts.js';
import { groupBy } from '../../text/group-by.js';
import type { CatalogIndex } from './catalog-index.js';
import { functionAt, methodPlaces, type MethodPlace } from './method-places.js';

/** Places that functions are put at, by the function and by the name they get there. */
export class MethodIndex {
  readonly #catalog: CatalogIndex;
  readonly #all: () => Iterable<FileFacts>;
  readonly #places = new Map<FileFacts, readonly MethodPlace[]>();
  readonly #byFunction = new Map<FileFacts, ReadonlyMap<FunctionId, readonly MethodPlace[]>>();
  #byName: ReadonlyMap<string, readonly MethodPlace[]> | undefined;

  constructor(catalog: CatalogIndex, all: () => Iterable<FileFacts>) {
    this.#catalog = catalog;
    this.#all = all;
  }

  placesOf(facts: FileFacts, id: FunctionId): readonly MethodPlace[] {
    const known = this.#byFunction.get(facts);
    const places = known ?? groupBy(this.#placesIn(facts), functionAt);
    if (known === undefined) this.#byFunction.set(facts, places);
    return places.get(id) ?? [];
  }

  named(name: string): readonly MethodPlace[] {
    this.#byName ??= groupBy(
      [...this.#all()].flatMap((facts) => this.#placesIn(facts)),
      (one) => one.name ?? undefined,
    );
    return this.#byName.get(name) ?? [];
  }

  #placesIn(facts: FileFacts): readonly MethodPlace[] {
    const known = this.#places.get(facts);
    if (known !== undefined) return known;
    const places = methodPlaces(facts, (name) => this.#catalog.methods.isTaker(name));
    this.#places.set(facts, places);
    return places;
  }
}
