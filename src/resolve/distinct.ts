import type { Expression } from '../parse/facts.js';
import type {
  Argument,
  ExternalValue,
  InstanceValue,
  ListValue,
  PackageValue,
  Value,
} from './values.js';

/**
 * More alternatives than this say nothing any more; the first ones in source order are kept. A list of
 * services that are all asked (adapters, providers) has dozens.
 */
const MOST_ALTERNATIVES = 200;

/** Nobody writes down more for one name; those who generate it do not get us to read it all. */
const MOST_TRIED = 300;

/** The first of what a value may be, where it may be very many things. */
export const firstOf = <T>(sources: readonly T[]): readonly T[] =>
  sources.length > MOST_TRIED ? sources.slice(0, MOST_TRIED) : sources;

/** Drops values that mean the same and bounds their number. */
export function distinct(values: readonly Value[]): readonly Value[] {
  if (values.length < 2) return values;
  const beside = values.length > FEW ? grouped() : together();
  const kept: Value[] = [];
  for (const value of values) {
    const others = beside(value);
    if (others.some((one) => meansTheSame(one, value))) continue;
    others.push(value);
    kept.push(value);
    if (kept.length >= MOST_ALTERNATIVES) break;
  }
  return kept;
}

/** Values that one more is compared with. */
type Beside = (value: Value) => Value[];

/** Up to so many are compared sooner than they are grouped. */
const FEW = 8;

function together(): Beside {
  const all: Value[] = [];
  return () => all;
}

function grouped(): Beside {
  const groups = new Map<unknown, Value[]>();
  return (value) => {
    const mark = markOf(value);
    const known = groups.get(mark);
    if (known !== undefined) return known;
    const made: Value[] = [];
    groups.set(mark, made);
    return made;
  };
}

/** Something that values have in common where they mean the same, and few have otherwise. */
function markOf(value: Value): unknown {
  switch (value.kind) {
    case 'external':
      return value.origin.at(-1)?.start ?? value.type;
    case 'operation':
      return value.name;
    case 'package':
      return value.path;
    case 'function':
      return value.closure ?? value.file;
    case 'class':
    case 'module':
      return value.file;
    case 'instance':
      return value.frame ?? value.file;
    case 'object':
      return value.expression;
    case 'list':
      return value.elements.length;
    case 'shape':
      return value.members;
    case 'callable':
      return value.returns;
    case 'constant':
      return isNoValue(value.value) ? null : value.value;
  }
}

/** Lists in lists in lists are told apart by being the same object: read to the end they double with each level. */
const DEEPEST_LIST = 2;

/** Most lists are short, and most values differ in the first thing that is looked at. */
function meansTheSame(one: Value, other: Value, depth = 0): boolean {
  if (one === other) return true;
  switch (one.kind) {
    case 'external':
      return other.kind === 'external' && isSameClient(one, other);
    case 'operation':
      return (
        other.kind === 'operation' && one.name === other.name && isSameClient(one.on, other.on)
      );
    case 'package':
      return other.kind === 'package' && isSamePart(one, other);
    case 'function':
      return (
        other.kind === 'function' &&
        one.function === other.function &&
        one.file === other.file &&
        one.closure === other.closure
      );
    case 'class':
      return other.kind === 'class' && one.class === other.class && one.file === other.file;
    case 'instance':
      return other.kind === 'instance' && isSameInstance(one, other);
    case 'object':
      return (
        other.kind === 'object' &&
        one.expression === other.expression &&
        one.place.frame === other.place.frame
      );
    case 'list':
      return other.kind === 'list' && isSameList(one, other, depth);
    case 'shape':
      return other.kind === 'shape' && one.members === other.members;
    case 'callable':
      return other.kind === 'callable' && one.returns === other.returns;
    case 'module':
      return other.kind === 'module' && one.file === other.file;
    case 'constant':
      return other.kind === 'constant' && isSameConstant(one.value, other.value);
  }
}

type Constant = Extract<Value, { kind: 'constant' }>['value'];

const isSameConstant = (one: Constant, other: Constant): boolean =>
  one === other || (isNoValue(one) && isNoValue(other));

/** `null`, `0 / 0`, `1 / 0`. */
const isNoValue = (value: Constant): boolean =>
  value === null || (typeof value === 'number' && !Number.isFinite(value));

function isSameClient(one: ExternalValue, other: ExternalValue): boolean {
  const made = one.origin.at(-1);
  const otherMade = other.origin.at(-1);
  return (
    one.client === other.client &&
    one.type === other.type &&
    one.packageName === other.packageName &&
    made?.start === otherMade?.start &&
    made?.file === otherMade?.file &&
    one.extendedBy?.class === other.extendedBy?.class &&
    one.extendedBy?.file === other.extendedBy?.file &&
    isSameText(one.below, other.below)
  );
}

const isSameText = (one: readonly string[] = [], other: readonly string[] = []): boolean =>
  one.length === other.length && one.every((text, index) => text === other[index]);

const isSamePart = (one: PackageValue, other: PackageValue): boolean =>
  one.path === other.path &&
  one.packageName === other.packageName &&
  one.subpath === other.subpath &&
  (one.constructed === true) === (other.constructed === true) &&
  isGivenTheSame(one.given, other.given);

const isGivenTheSame = (one: readonly Argument[] = [], other: readonly Argument[] = []): boolean =>
  one.length === other.length &&
  one.every((given, index) => expressionOf(given) === expressionOf(other[index]));

const expressionOf = (given: Argument | undefined): Expression | null =>
  given !== undefined && 'expression' in given ? given.expression : null;

function isSameInstance(one: InstanceValue, other: InstanceValue): boolean {
  if (one.file !== other.file || one.frame !== other.frame) return false;
  return 'class' in one.of
    ? 'class' in other.of && one.of.class === other.of.class
    : 'function' in other.of && one.of.function === other.of.function;
}

const isSameList = (one: ListValue, other: ListValue, depth: number): boolean =>
  one.elements === other.elements ||
  (depth <= DEEPEST_LIST &&
    one.elements.length === other.elements.length &&
    one.elements.every((element, index) => {
      const beside = other.elements[index];
      return beside !== undefined && meansTheSame(element, beside, depth + 1);
    }));

const objectIdentities = new WeakMap<object, number>();
let nextIdentity = 0;

/** A number of an object's own, for as long as the process runs. */
export function identityOf(object: object): number {
  let found = objectIdentities.get(object);
  if (found === undefined) {
    found = ++nextIdentity;
    objectIdentities.set(object, found);
  }
  return found;
}
