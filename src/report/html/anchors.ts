/** Ids for the elements of a page: unique, and made of characters that need no escaping anywhere. */
export class Anchors {
  readonly #taken = new Set<string>();
  readonly #known = new Map<string, Map<string, string>>();

  /** The id for a name of a kind; the same whenever it is asked for. */
  of(kind: string, name: string): string {
    const ofKind = this.#known.get(kind) ?? new Map<string, string>();
    this.#known.set(kind, ofKind);
    const known = ofKind.get(name);
    if (known !== undefined) return known;
    const made = this.#free(`${kind}-${slugOf(name)}`);
    ofKind.set(name, made);
    return made;
  }

  #free(wanted: string): string {
    let free = wanted;
    for (let count = 2; this.#taken.has(free); count++) free = `${wanted}-${count}`;
    this.#taken.add(free);
    return free;
  }
}

const LONGEST = 60;

/** Small letters, digits and hyphens. */
const slugOf = (name: string): string => (isSlug.test(name) ? name : slugFrom(name));

const isSlug = /^[a-z0-9]{1,60}$/;

const slugFrom = (name: string): string =>
  name
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '')
    .slice(0, LONGEST) || 'x';
