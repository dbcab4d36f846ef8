import type { Value } from './values.js';

/** Constants and plain packages say nothing about a client. */
export const isInformative = (value: Value): boolean =>
  value.kind !== 'constant' && value.kind !== 'package';
