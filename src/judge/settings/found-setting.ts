import type { Expression, FunctionId } from '../../parse/facts.js';
import { distinct } from '../../resolve/distinct.js';
import type { Place, Value } from '../../resolve/values.js';

/** An expression, where it is evaluated, and the offset at which it was written in that file. */
export interface Placed {
  readonly expression: Expression;
  readonly place: Place;
  readonly start: number;
}

/** What is known of a setting in an expression. */
export type LookUp =
  | { readonly state: 'absent' }
  /** It is handed in by whoever calls, and no caller is known. */
  | { readonly state: 'delegated' }
  | { readonly state: 'unknown' }
  | {
      readonly state: 'set';
      readonly values: readonly Value[];
      readonly at: Placed;
      /** Callers of this function hand it over. */
      readonly givenTo?: FunctionId;
      /** Some of the callers set it, others do not. */
      readonly isPartial?: true;
      /** What each of several callers or branches sets, where they are several. */
      readonly apart?: readonly (readonly Value[])[];
    };

type Found = Extract<LookUp, { state: 'set' }>;

/** Nobody sets it. */
export const ABSENT: LookUp = { state: 'absent' };
/** Whether anybody sets it cannot be read. */
export const UNKNOWN: LookUp = { state: 'unknown' };
/** The first alternative that has it; else the one that says most. */
export function firstSet(all: readonly LookUp[]): LookUp {
  const order: readonly LookUp['state'][] = ['set', 'delegated', 'unknown', 'absent'];
  for (const state of order) {
    const found = all.find((one) => one.state === state);
    if (found !== undefined) return found;
  }
  return ABSENT;
}

/** What is set in the branches, each of which can be taken; else the branch that says most. */
export function setInBranches(all: readonly LookUp[]): LookUp {
  const first = firstSet(all);
  const apart = all.flatMap(inBranch);
  if (first.state !== 'set' || apart.length < 2) return first;
  return { ...first, apart, values: distinct(apart.flat()) };
}

/** A branch that cannot be read sets a value that is not known. */
function inBranch(branch: LookUp): readonly (readonly Value[])[] {
  if (branch.state === 'set') return valuesApart(branch);
  return branch.state === 'absent' ? [] : [[]];
}

export const valuesApart = (one: Found): readonly (readonly Value[])[] => one.apart ?? [one.values];

/**
 * A setting in an object that is spread over properties before it: those count where it has none, and
 * for the callers that hand over none.
 */
export function overlaid(over: LookUp, under: LookUp): LookUp {
  if (under.state !== 'set') return over.state === 'absent' ? under : over;
  return over.state === 'set' ? forAllCallers(over, under) : under;
}

function forAllCallers({ isPartial, ...over }: Found, under: Found): Found {
  if (isPartial !== true) return over;
  const apart = [over, under].flatMap(valuesApart);
  return {
    ...{ ...over, apart, values: distinct(apart.flat()) },
    ...(under.isPartial === true && { isPartial }),
  };
}
