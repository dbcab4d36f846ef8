import type { Expression } from '../parse/facts.js';
import type { Argument, ExternalValue, Value } from './values.js';

type Kind = Value['kind'];
type Of<K extends Kind> = Extract<Value, { kind: K }>;
type Compare<K extends Kind> = (one: Of<K>, other: Of<K>, depth: number) => boolean;

/** Lists in lists in lists are told apart by being the same object: read to the end they double with each level. */
const DEEPEST_LIST = 2;

const comparisons: { readonly [K in Kind]: Compare<K> } = {
  external: (one, other) => isSameClient(one, other),
  operation: (one, other) => one.name === other.name && isSameClient(one.on, other.on),
  package: (one, other) =>
    one.path === other.path &&
    one.packageName === other.packageName &&
    one.subpath === other.subpath &&
    (one.constructed === true) === (other.constructed === true) &&
    isGivenTheSame(one.given, other.given),
  function: (one, other) =>
    one.function === other.function && one.file === other.file && one.closure === other.closure,
  class: (one, other) => one.class === other.class && one.file === other.file,
  instance: (one, other) =>
    one.file === other.file && one.frame === other.frame && isMadeBySame(one.of, other.of),
  object: (one, other) =>
    one.expression === other.expression && one.place.frame === other.place.frame,
  list: (one, other, depth) =>
    one.elements === other.elements ||
    (depth <= DEEPEST_LIST && areSameElements(one.elements, other.elements, depth + 1)),
  shape: (one, other) => one.members === other.members,
  callable: (one, other) => one.returns === other.returns,
  module: (one, other) => one.file === other.file,
  constant: (one, other) =>
    one.value === other.value || (isNoValue(one.value) && isNoValue(other.value)),
};

/** Whether two values are the same thing, wherever they were found. */
export const meansTheSame = (one: Value, other: Value, depth = 0): boolean =>
  one === other ||
  (one.kind === other.kind &&
    // The table is keyed by the kind of both, which the compiler cannot follow.
    (comparisons[one.kind] as Compare<Kind>)(one, other, depth));

/** `null`, `0 / 0`, `1 / 0`. */
export const isNoValue = (value: Of<'constant'>['value']): boolean =>
  value === null || (typeof value === 'number' && !Number.isFinite(value));

const isSameClient = (one: ExternalValue, other: ExternalValue): boolean =>
  one.client.client === other.client.client &&
  one.type === other.type &&
  one.packageName === other.packageName &&
  isMadeAtSame(one, other) &&
  isPartOfSame(one, other) &&
  isExtendedBySame(one, other) &&
  isSameText(one.below, other.below) &&
  one.declared?.types === other.declared?.types;

function isMadeAtSame({ origin: one }: ExternalValue, { origin: other }: ExternalValue): boolean {
  const made = one.at(-1);
  const otherMade = other.at(-1);
  return made?.start === otherMade?.start && made?.file === otherMade?.file;
}

/** `db.define('User')` of either of two databases is a model of each. */
const isPartOfSame = (
  { creations: one }: ExternalValue,
  { creations: other }: ExternalValue,
): boolean =>
  one[0]?.part !== true ||
  (one.length === other.length &&
    one.every(({ start, place }, index) => {
      const beside = other[index];
      return start === beside?.start && place.file === beside.place.file;
    }));

const isExtendedBySame = (
  { extendedBy: one }: ExternalValue,
  { extendedBy: other }: ExternalValue,
): boolean => one === other || (one?.class === other?.class && one?.file === other?.file);

const isSameText = (one: readonly string[] = [], other: readonly string[] = []): boolean =>
  one.length === other.length && one.every((text, index) => text === other[index]);

const isGivenTheSame = (one: readonly Argument[] = [], other: readonly Argument[] = []): boolean =>
  one.length === other.length &&
  one.every((given, index) => expressionOf(given) === expressionOf(other[index]));

const expressionOf = (given: Argument | undefined): Expression | null =>
  given !== undefined && 'expression' in given ? given.expression : null;

type Maker = Of<'instance'>['of'];

const isMadeBySame = (one: Maker, other: Maker): boolean =>
  'class' in one
    ? 'class' in other && one.class === other.class
    : 'function' in other && one.function === other.function;

const areSameElements = (one: readonly Value[], other: readonly Value[], depth: number): boolean =>
  one.length === other.length &&
  one.every((element, index) => {
    const beside = other[index];
    return beside !== undefined && meansTheSame(element, beside, depth);
  });
