import { groupBy } from '../../text/group-by.js';
import { common, UNPROTECTED, type Summary } from './layers.js';

/** One way to a function: what its failure meets there, and the function that it goes on in. */
export interface Way {
  /** Null where it goes no further. */
  readonly from: string | null;
  readonly through: (outside: Summary) => Summary;
}

/** A function with all known ways to it. */
export interface Reached {
  readonly key: string;
  readonly ways: readonly Way[];
  /** What the function itself has around it, and what is outside of that. */
  readonly around: (outside: Summary) => Summary;
  /** What is outside where there is no way. */
  readonly otherwise: Summary;
}

/** What is known to surround a function; null where only ways that are not known yet lead to it. */
type Known = (key: string) => Summary | null;

/** What surrounds functions that are reached from each other in a circle, the same whichever is asked first. */
export function settled(circle: readonly Reached[], known: Known): ReadonlyMap<string, Summary> {
  const members = circle.toSorted((one, other) => (one.key < other.key ? -1 : 1));
  const round = new Round(members, known);
  // Each round carries what is outside of the circle one call further in.
  for (let count = 1; count < 2 * members.length; count++) {
    if (!round.go()) break;
  }
  // A circle that nothing leads into begins with any of its own.
  const anywhere: Known = (key) => round.asked(key) ?? UNPROTECTED;
  return new Map(
    members.map((one) => [
      one.key,
      round.found(one.key) ?? surrounding(one, anywhere) ?? UNPROTECTED,
    ]),
  );
}

/** Goes round a circle; whoever was told nothing new since the last round is left out. */
class Round {
  readonly #members: readonly Reached[];
  readonly #known: Known;
  readonly #found = new Map<string, Summary>();
  readonly #due: Set<string>;
  /** The members that a way leads to from one, by its key. */
  readonly #furtherIn: ReadonlyMap<string, readonly { readonly key: string }[]>;

  constructor(members: readonly Reached[], known: Known) {
    this.#members = members;
    this.#known = known;
    this.#due = new Set(members.map(({ key }) => key));
    const steps = members.flatMap(({ key, ways }) => ways.map(({ from }) => ({ from, key })));
    this.#furtherIn = groupBy(steps, ({ from }) => from ?? undefined);
  }

  found(key: string): Summary | undefined {
    return this.#found.get(key);
  }

  asked(key: string): Summary | null {
    return this.found(key) ?? this.#known(key);
  }

  /** Whether the round told anything new. */
  go(): boolean {
    let isChanged = false;
    for (const one of this.#members) {
      if (this.#due.delete(one.key)) isChanged = this.#ask(one) || isChanged;
    }
    return isChanged;
  }

  #ask(one: Reached): boolean {
    const summary = surrounding(one, (key) => this.asked(key));
    if (summary === null) return false;
    if (isSame(summary, this.#found.get(one.key))) return false;
    this.#found.set(one.key, summary);
    for (const { key } of this.#furtherIn.get(one.key) ?? []) this.#due.add(key);
    return true;
  }
}

function surrounding({ ways, around, otherwise }: Reached, known: Known): Summary | null {
  const outside = ways.flatMap(({ from, through }) => {
    const before = from === null ? UNPROTECTED : known(from);
    return before === null ? [] : [through(before)];
  });
  if (outside.length > 0) return around(common(outside));
  return ways.length > 0 ? null : around(otherwise);
}

const isSame = (one: Summary, other: Summary | undefined): boolean =>
  other !== undefined && digest(one) === digest(other);

const digest = ({ policies, ...verdicts }: Summary): string =>
  JSON.stringify([verdicts, policies.map(({ key }) => key)]);
