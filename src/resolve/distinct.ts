import { isNoValue, meansTheSame } from './same-values.js';
import type { Value } from './values.js';

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
  // Answers stay for as long as the scan; a list that grew has room for a dozen more.
  return kept.slice();
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
