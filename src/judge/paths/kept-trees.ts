import type { Tree } from './tree.js';

/** Deeper chains of functions are not followed. */
const DEEPEST = 40;

/** What holds as long as the function that is open at this depth is. */
interface Provisional {
  readonly tree: Tree | null;
  lowest: number;
}

/**
 * Trees of functions, each worked out once. A function that is met while it is being looked at adds
 * nothing to itself; what was found within such a circle is kept until the circle is left, and then
 * only for the function that it began with: the others, begun with, lead to more.
 */
export class KeptTrees {
  readonly #known = new Map<string, Tree | null>();
  /** Functions that are being looked at, and how deep each is. */
  readonly #open = new Map<string, number>();
  readonly #inCircle = new Map<string, Provisional>();
  /** Keys of those within circles, in the order in which they were done. */
  readonly #done: string[] = [];
  /** The least depth at which a function was met again. */
  #lowest = Infinity;

  once(key: string, compute: () => Tree | null): Tree | null {
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const provisional = this.#inCircle.get(key);
    const met = provisional?.lowest ?? this.#open.get(key);
    if (met !== undefined) this.#lowest = Math.min(this.#lowest, met);
    if (met !== undefined || this.#open.size >= DEEPEST) return provisional?.tree ?? null;
    return this.#begun(key, compute);
  }

  #begun(key: string, compute: () => Tree | null): Tree | null {
    const depth = this.#open.size;
    const doneBefore = this.#done.length;
    const outer = this.#lowest;
    this.#lowest = Infinity;
    this.#open.set(key, depth);
    const tree = compute();
    this.#open.delete(key);
    if (this.#lowest >= depth) {
      this.#known.set(key, tree);
      for (const one of this.#done.splice(doneBefore)) this.#inCircle.delete(one);
      this.#lowest = outer;
    } else {
      this.#inCircle.set(key, { tree, lowest: this.#lowest });
      this.#done.push(key);
      this.#lower(doneBefore);
      this.#lowest = Math.min(outer, this.#lowest);
    }
    return tree;
  }

  /** What hung on the function that is done hangs on what it hangs on. */
  #lower(from: number): void {
    for (const key of this.#done.slice(from)) {
      const one = this.#inCircle.get(key);
      if (one !== undefined) one.lowest = Math.min(one.lowest, this.#lowest);
    }
  }
}
