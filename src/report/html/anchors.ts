/** Ids for the elements of a page: unique, and made of characters that need no escaping anywhere. */
export class Anchors {
  readonly #taken = new Set<string>();
  readonly #known = new Map<string, string>();

  /** The id for a name of a kind; the same whenever it is asked for. */
  of(kind: string, name: string): string {
    const key = `${kind}\n${name}`;
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const made = this.#free(`${kind}-${slugOf(name)}`);
    this.#known.set(key, made);
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
export const slugOf = (name: string): string =>
  name
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '')
    .slice(0, LONGEST) || 'x';
