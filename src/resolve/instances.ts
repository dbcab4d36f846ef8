import type { Engine } from './engine.js';
import type { Value } from './values.js';

/** What constructing values without arguments yields. */
export const instancesOf = (engine: Engine, values: readonly Value[]): readonly Value[] =>
  values.flatMap((value) => engine.apply(value, { arguments: [], construct: true, at: null }));
