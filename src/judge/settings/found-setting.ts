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
      /** What each of several callers sets, where they are several. */
      readonly byCaller?: readonly (readonly Value[])[];
    };

/** Nobody sets it. */
export const ABSENT: LookUp = { state: 'absent' };
/** The first alternative that has it; else the one that says most. */
export function firstSet(all: readonly LookUp[]): LookUp {
  const order: readonly LookUp['state'][] = ['set', 'delegated', 'unknown', 'absent'];
  for (const state of order) {
    const found = all.find((one) => one.state === state);
    if (found !== undefined) return found;
  }
  return ABSENT;
}

/**
 * A setting in an object that is spread over properties before it: those count where it has none, and
 * for the callers that hand over none.
 */
export function overlaid(over: LookUp, under: LookUp): LookUp {
  if (under.state !== 'set') return over.state === 'absent' ? under : over;
  return over.state === 'set' ? forAllCallers(over, under) : under;
}

type Found = Extract<LookUp, { state: 'set' }>;

function forAllCallers({ isPartial, ...over }: Found, under: Found): Found {
  if (isPartial !== true) return over;
  const byCaller = [over, under].flatMap((one) => one.byCaller ?? [one.values]);
  return {
    ...{ ...over, byCaller, values: distinct(byCaller.flat()) },
    ...(under.isPartial === true && { isPartial }),
  };
}
