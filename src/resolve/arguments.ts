import type { Engine } from './engine.js';
import type { Argument, Value } from './values.js';

/** Values of an argument: known already, or of the expression where it was written. */
export const argumentValues = (engine: Engine, argument: Argument): readonly Value[] =>
  'values' in argument ? argument.values : engine.evaluate(argument.expression, argument.place);
