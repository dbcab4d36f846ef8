import type { Assessment } from '../model/assessment.js';
import type { FixReason } from '../model/fix.js';
import { once } from '../text/once.js';
import { compareText } from '../text/compare-text.js';
import { overlap, type Edit } from './edit.js';
import type { EditGroup } from './edit-group.js';
import { runTwice, withAllOfHooks } from './hooked-calls.js';
import type { Rung, RungMade } from './rung.js';
import { placeOfAsked, type Asked } from './targets.js';
import { textsWith, type Writer } from './texts.js';

/** A call on its ladder. */
export type Climber = Asked & {
  readonly ladder: readonly Rung[];
};

/** Where a call has come to: the rung that protects it, or why none does. */
export type Climbed = Climber & {
  readonly rung: Rung;
};

/** Says which edits break something that worked; their calls try the next rung. */
export type Check = (
  texts: () => ReadonlyMap<string, string>,
  groups: readonly EditGroup[],
) => Promise<ReadonlyMap<string, FixReason>> | ReadonlyMap<string, FixReason>;

export interface Climbing {
  readonly writer: Writer;
  /** Why edits may not be made, whatever else is edited, by their keys; null for those that may. */
  readonly objections: (
    proposed: readonly { readonly asked: Asked; readonly rung: RungMade }[],
  ) => ReadonlyMap<string, FixReason | null>;
  /** The assessment of the repository with these texts in it; null where no scan is to prove edits. */
  readonly reassess: ((texts: ReadonlyMap<string, string>) => Assessment) | null;
  /** Which edits protect their calls, by that assessment. */
  readonly protects: (after: Assessment) => (asked: Asked, rung: RungMade) => boolean;
  readonly check: Check;
}

/** What earlier rounds have shown. */
interface Shown {
  /** Edits that a scan has found to protect their calls, all together. */
  proven: ReadonlySet<string>;
}

/**
 * Lets every call climb until what stands under it protects it and breaks nothing. Besides, how the
 * repository is found with all of these edits.
 */
export async function climb(
  climbers: readonly Climber[],
  climbing: Climbing,
): Promise<{ readonly climbed: readonly Climbed[]; readonly after: Assessment | null }> {
  let after: Assessment | null = null;
  const { reassess: scan } = climbing;
  const reassess: Climbing['reassess'] = scan && ((texts) => (after = scan(texts)));
  const states = climbers.map((climber) => new State(climber));
  const shown: Shown = { proven: new Set() };
  // Each round takes a rung from somebody, or is the last: nobody stands on what was not looked at.
  for (;;) {
    const groups = separated(groupsOf(states));
    if (groups.length === 0) break;
    const failed = await failedIn(states, groups, { ...climbing, reassess, shown });
    if (failed.size === 0) break;
    for (const [state, reason] of failed) state.fail(reason);
  }
  return { climbed: states.map((state) => ({ ...state.climber, rung: state.rung() })), after };
}

/** The rung that a call stands on, and what was wrong with those before. */
class State {
  readonly climber: Climber;
  #index = 0;
  #reason: FixReason | undefined;

  constructor(climber: Climber) {
    this.climber = climber;
  }

  fail(reason: FixReason): void {
    this.#reason ??= reason;
    this.#index++;
  }

  rung(): Rung {
    const { ladder } = this.climber;
    const reason = this.#reason ?? 'no-native-option';
    return ladder[this.#index] ?? { ok: false, reason, at: placeOfAsked(this.climber) };
  }
}

/** The edits of a rung. */
export const groupOf = ({ key, edits, uses, bounding, retypes }: RungMade): EditGroup => ({
  ...{ key, edits },
  ...(uses !== undefined && { uses }),
  ...(bounding !== undefined && { imports: bounding.imports }),
  ...(retypes !== undefined && { retypes }),
});

function groupsOf(states: readonly State[]): readonly EditGroup[] {
  const groups = new Map<string, EditGroup>();
  for (const state of states) {
    const rung = state.rung();
    if (rung.ok) groups.set(rung.key, groupOf(rung));
  }
  return [...groups.values()].toSorted((one, two) => compareText(one.key, two.key));
}

/** Of edits that want the same characters, the first; the others have their turn in a later run. */
function separated(groups: readonly EditGroup[]): readonly EditGroup[] {
  const taken = new Map<string, Set<Edit>>();
  const takenIn = (file: string): Set<Edit> => {
    const known = taken.get(file) ?? new Set();
    taken.set(file, known);
    return known;
  };
  return groups.filter(({ edits }) => {
    const collides = edits.some((edit) =>
      [...takenIn(edit.file)].some((other) => edit !== other && overlap(edit, other)),
    );
    if (!collides) for (const edit of edits) takenIn(edit.file).add(edit);
    return !collides;
  });
}

async function failedIn(
  states: readonly State[],
  groups: readonly EditGroup[],
  climbing: Climbing & { readonly shown: Shown },
): Promise<ReadonlyMap<State, FixReason>> {
  const { writer, objections, check } = climbing;
  const twice = runTwice(states);
  if (twice.size > 0) return twice;
  const found = objections(proposedBy(states));
  const sound = groups.filter(({ key }) => found.get(key) === null);
  const keys = new Set(sound.map(({ key }) => key));
  const barred = failuresOf(
    states,
    ({ key }) => found.get(key) ?? (keys.has(key) ? null : 'overlap'),
  );
  // What needs neither a scan nor the type checker comes first.
  if (barred.size > 0) return withAllOfHooks(states, barred);
  const texts = once(() => textsWith(sound, writer));
  // The type checker looks again at what has changed alone, and a scan at everything.
  const broken = await check(texts, sound);
  const objected = failuresOf(states, ({ key }) => broken.get(key) ?? null);
  if (objected.size > 0) return objected;
  return withAllOfHooks(states, idleIn(states, { texts, keys }, climbing));
}

const NONE: ReadonlyMap<State, FixReason> = new Map();

interface Proposal {
  readonly texts: () => ReadonlyMap<string, string>;
  readonly keys: ReadonlySet<string>;
}

/** Edits that a scan does not find to protect their calls; of fewer than it has found to, none is. */
function idleIn(
  states: readonly State[],
  { texts, keys }: Proposal,
  { reassess, protects, shown }: Climbing & { readonly shown: Shown },
): ReadonlyMap<State, FixReason> {
  if (reassess === null || [...keys].every((key) => shown.proven.has(key))) return NONE;
  const isProtected = protects(reassess(texts()));
  const idle = failuresOf(states, (rung, state) =>
    isProtected(state.climber, rung) ? null : 'no-effect',
  );
  if (idle.size === 0) shown.proven = keys;
  return idle;
}

function failuresOf(
  states: readonly State[],
  reasonOf: (rung: RungMade, state: State) => FixReason | null,
): ReadonlyMap<State, FixReason> {
  return new Map(
    states.flatMap((state) => {
      const rung = state.rung();
      const reason = rung.ok ? reasonOf(rung, state) : null;
      return reason === null ? [] : [[state, reason] as const];
    }),
  );
}

function proposedBy(states: readonly State[]): Parameters<Climbing['objections']>[0] {
  return states.flatMap((state) => {
    const rung = state.rung();
    return rung.ok ? [{ asked: state.climber, rung }] : [];
  });
}
