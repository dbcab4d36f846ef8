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
  const found = new Map<string, Summary>();
  const asked: Known = (key) => found.get(key) ?? known(key);
  // Each round carries what is outside of the circle one call further in.
  for (let round = 1; round < 2 * members.length; round++) {
    if (!goRound(members, asked, found)) break;
  }
  // A circle that nothing leads into begins with any of its own.
  const anywhere: Known = (key) => asked(key) ?? UNPROTECTED;
  return new Map(
    members.map((one) => [
      one.key,
      found.get(one.key) ?? surrounding(one, anywhere) ?? UNPROTECTED,
    ]),
  );
}

/** Whether a round told anything new. */
function goRound(members: readonly Reached[], asked: Known, found: Map<string, Summary>): boolean {
  let isChanged = false;
  for (const one of members) {
    const summary = surrounding(one, asked);
    if (summary === null || isSame(summary, found.get(one.key))) continue;
    found.set(one.key, summary);
    isChanged = true;
  }
  return isChanged;
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
