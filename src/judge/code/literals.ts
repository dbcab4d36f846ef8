import type { Value } from '../../resolve/values.js';

/** A value as the sources write it. */
export type Literal = string | number | boolean | null;

/** Whether a value is surely one of these. */
export const isOneOf = (value: Value, accepted: readonly Literal[]): boolean =>
  value.kind === 'constant' && accepted.includes(value.value);
