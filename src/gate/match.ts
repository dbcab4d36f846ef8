/** What tells findings of two states of a repository apart. */
export interface Identified {
  readonly id: string;
  readonly contentId: string;
}

/**
 * Which finding of now is which of before. The same id and content is the same finding; else the
 * same content, where there is as much of it now as before: its file or symbol was renamed, or calls
 * were put in front of it; else the same id: its text was edited.
 */
export function matchFindings<Before extends Identified, Now extends Identified>(
  before: readonly Before[],
  now: readonly Now[],
): ReadonlyMap<Now, Before> {
  const matching = new Matching(before, now);
  matching.pair(({ id, contentId }) => `${id} ${contentId}`);
  matching.pair(({ contentId }) => contentId);
  matching.pair(({ id }) => id);
  return matching.pairs;
}

class Matching<Before extends Identified, Now extends Identified> {
  readonly pairs = new Map<Now, Before>();
  #before: readonly Before[];
  #now: readonly Now[];

  constructor(before: readonly Before[], now: readonly Now[]) {
    this.#before = before;
    this.#now = now;
  }

  /** Pairs what has the same key, in order, where both sides have as many of it. */
  pair(keyOf: (one: Identified) => string): void {
    const before = grouped(this.#before, keyOf);
    const paired = new Set<Before>();
    for (const [key, group] of grouped(this.#now, keyOf)) {
      const counterparts = before.get(key) ?? [];
      if (counterparts.length !== group.length) continue;
      for (const [index, one] of group.entries()) {
        const counterpart = counterparts[index];
        if (counterpart === undefined) continue;
        this.pairs.set(one, counterpart);
        paired.add(counterpart);
      }
    }
    this.#before = this.#before.filter((one) => !paired.has(one));
    this.#now = this.#now.filter((one) => !this.pairs.has(one));
  }
}

function grouped<T extends Identified>(
  all: readonly T[],
  keyOf: (one: T) => string,
): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const one of all) {
    const key = keyOf(one);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [one]);
    else group.push(one);
  }
  return groups;
}
