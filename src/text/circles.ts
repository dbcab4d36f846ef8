/** A thing on the way that is being looked at, and what is still to be seen from it. */
interface Step {
  readonly one: string;
  readonly rest: string[];
  /** The earliest on the way that a circle leads back to. */
  earliest: number;
}

/**
 * What leads from a start to others, in groups of those that lead to each other in circles; most
 * groups have one member. A group comes after all that it leads to (Tarjan's algorithm).
 */
export function circlesFrom(
  start: string,
  next: (one: string) => readonly string[],
): readonly (readonly string[])[] {
  const search = new Search(next);
  return search.from(start);
}

class Search {
  readonly #next: (one: string) => readonly string[];
  readonly #found: (readonly string[])[] = [];
  readonly #seen = new Map<string, number>();
  readonly #grouped = new Set<string>();
  readonly #ungrouped: string[] = [];
  readonly #way: Step[] = [];

  constructor(next: (one: string) => readonly string[]) {
    this.#next = next;
  }

  from(start: string): readonly (readonly string[])[] {
    this.#enter(start);
    for (let step = this.#way.at(-1); step !== undefined; step = this.#way.at(-1)) {
      const other = step.rest.pop();
      if (other === undefined) this.#leave(step);
      else this.#look(step, other);
    }
    return this.#found;
  }

  #enter(one: string): void {
    this.#way.push({ one, rest: [...this.#next(one)], earliest: this.#seen.size });
    this.#seen.set(one, this.#seen.size);
    this.#ungrouped.push(one);
  }

  #look(step: Step, other: string): void {
    const seen = this.#seen.get(other);
    if (seen === undefined) this.#enter(other);
    else if (!this.#grouped.has(other)) step.earliest = Math.min(step.earliest, seen);
  }

  #leave({ one, earliest }: Step): void {
    this.#way.pop();
    if (earliest === this.#seen.get(one)) {
      const group = this.#ungrouped.splice(this.#ungrouped.lastIndexOf(one));
      for (const member of group) this.#grouped.add(member);
      this.#found.push(group);
    }
    const before = this.#way.at(-1);
    if (before !== undefined) before.earliest = Math.min(before.earliest, earliest);
  }
}
