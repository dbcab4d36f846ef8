import type { Expression } from '../parse/facts.js';
import type { Engine } from './engine.js';
import { frameOf } from './this.js';
import type { Argument, Place, Value } from './values.js';

/** Values of an argument: known already, or of the expression where it was written. */
export const argumentValues = (engine: Engine, argument: Argument): readonly Value[] =>
  'values' in argument ? argument.values : engine.evaluate(argument.expression, argument.place);

/** What a call hands over: `...rest` of a function that is being followed is what that was given. */
export const handedArguments = (
  engine: Engine,
  written: readonly Expression[],
  place: Place,
): readonly Argument[] =>
  written.flatMap((expression) => passedOn(engine, expression, place) ?? [{ expression, place }]);

function passedOn(
  engine: Engine,
  expression: Expression,
  place: Place,
): readonly Argument[] | undefined {
  if (expression.kind !== 'spread' || expression.value.kind !== 'name') return undefined;
  const facts = engine.facts(place.file);
  const { binding: id } = expression.value;
  const binding = id === null ? undefined : facts?.bindings[id];
  const position = binding?.parameter;
  if (binding === undefined || position === undefined) return undefined;
  const isRest = facts?.functions[binding.function]?.parameters[position]?.rest === true;
  return isRest
    ? frameOf(place.frame, place.file, binding.function)?.arguments.slice(position)
    : undefined;
}
