import type { ClassPlace } from '../../resolve/knowledge.js';
import type { ExternalValue, Value } from '../../resolve/values.js';
import type { Judging } from '../judging.js';

/** `Base.knex(knex)`: what a base class is bound to holds for the classes that extend it. */
export const isOwnBase = (judging: Judging, value: Value, { extendedBy }: ExternalValue): boolean =>
  value.kind === 'class' && extendedBy !== undefined && isBaseOf(judging, value, extendedBy);

function isBaseOf(judging: Judging, base: ClassPlace, extending: ClassPlace): boolean {
  const below = [base];
  // A class can be said to extend itself; what is listed already is asked once.
  for (const one of below) {
    if (isClass(one, extending)) return true;
    const next = judging.resolver.index.subclassesOf(one);
    below.push(...next.filter((found) => !below.some((known) => isClass(known, found))));
  }
  return false;
}

const isClass = (one: ClassPlace, other: ClassPlace): boolean =>
  one.file === other.file && one.class === other.class;
