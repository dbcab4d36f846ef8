import type { Mark } from '../code/points.js';
import type { Details } from './details.js';

/** The fields of a policy, and where they were set. */
export interface Described<Fields> {
  readonly fields: Fields;
  readonly marks: readonly Mark[];
}

type Field<K extends string, T> = { readonly [P in K]?: T };

/** A field that is a number in the sources; left out where it is none. */
export function numberAt<K extends string>({ known }: Details, name: K): Field<K, number> {
  const value = known.get(name);
  const isNumber = typeof value === 'number' && Number.isFinite(value) && value >= 0;
  return (isNumber ? { [name]: value } : {}) as Field<K, number>;
}

export function booleanOf<K extends string>({ known }: Details, name: K): Field<K, boolean> {
  const value = known.get(name);
  return (typeof value === 'boolean' ? { [name]: value } : {}) as Field<K, boolean>;
}
