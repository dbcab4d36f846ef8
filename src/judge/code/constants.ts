/** What an expression surely is: a value as the sources write it, or something that is no primitive. */
export type Constant =
  | { readonly kind: 'value'; readonly value: string | number | boolean | null | undefined }
  | { readonly kind: 'object' };

/** All that an expression may be; null where it may be anything. */
export type Known = readonly Constant[] | null;

/** Whether an expression may be true, and whether it may be false. */
export interface Truth {
  readonly mayHold: boolean;
  readonly mayFail: boolean;
}

export const OBJECT: Known = [{ kind: 'object' }];
export const UNDEFINED: Known = [{ kind: 'value', value: undefined }];
const EITHER: Truth = { mayHold: true, mayFail: true };

export const valued = (value: string | number | boolean | null | undefined): Known => [
  { kind: 'value', value },
];

export const isUndefinedConstant = (one: Constant): boolean =>
  one.kind === 'value' && one.value === undefined;

/** What any of several may be; anything, where one of them may. */
export function anyOf(all: readonly Known[]): Known {
  const found: Constant[] = [];
  for (const one of all) {
    if (one === null) return null;
    found.push(...one);
  }
  return found;
}

const holds = (one: Constant): boolean => one.kind === 'object' || Boolean(one.value);

export const truthOf = (known: Known): Truth =>
  known === null
    ? EITHER
    : {
        mayHold: known.some(holds),
        mayFail: known.some((one) => !holds(one)),
      };

export const opposite = ({ mayHold, mayFail }: Truth): Truth => ({
  mayHold: mayFail,
  mayFail: mayHold,
});

export const both = (one: Truth, other: Truth): Truth => ({
  mayHold: one.mayHold && other.mayHold,
  mayFail: one.mayFail || other.mayFail,
});

export const either = (one: Truth, other: Truth): Truth =>
  opposite(both(opposite(one), opposite(other)));

/** Whether two values are equal; undefined where that is not known. */
type Comparison = (one: Constant, other: Constant) => boolean | undefined;

const strictly: Comparison = (one, other) => {
  if (one.kind === 'value' && other.kind === 'value') return one.value === other.value;
  // Two objects may be the same one.
  return one.kind === other.kind ? undefined : false;
};

const isNothing = (one: Constant): boolean => one.kind === 'value' && one.value == null;

const loosely: Comparison = (one, other) => {
  if (isNothing(one) || isNothing(other)) return isNothing(one) && isNothing(other);
  const isSameType =
    one.kind === 'value' && other.kind === 'value' && typeof one.value === typeof other.value;
  return isSameType ? one.value === other.value : undefined;
};

const COMPARISONS: Readonly<Record<string, Comparison>> = { '===': strictly, '==': loosely };

/** Whether `left operator right` may hold, by all that both sides may be. */
export function comparison(operator: string, left: Known, right: Known): Truth {
  if (operator === '!==' || operator === '!=')
    return opposite(comparison(operator.replace('!', '='), left, right));
  const compare = COMPARISONS[operator];
  if (compare === undefined || left === null || right === null) return EITHER;
  const results = left.flatMap((one) => right.map((other) => compare(one, other)));
  return {
    mayHold: results.some((result) => result !== false),
    mayFail: results.some((result) => result !== true),
  };
}
