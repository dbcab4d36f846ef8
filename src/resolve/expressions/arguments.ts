import type { BindingId, Expression, FileFacts, FunctionId } from '../../parse/facts.js';
import type { Engine } from '../engine.js';
import { frameOf } from '../types/this.js';
import type { Argument, Place, Value } from '../values.js';

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
  const rest = restParameter(engine.facts(place.file), expression.value.binding);
  const frame = rest && frameOf(place.frame, place.file, rest.function);
  return frame?.arguments.slice(rest?.position);
}

function restParameter(
  facts: FileFacts | undefined,
  id: BindingId | null,
): { readonly function: FunctionId; readonly position: number } | null {
  const binding = id === null ? undefined : facts?.bindings[id];
  if (binding?.parameter === undefined) return null;
  const { function: around, parameter: position } = binding;
  return facts?.functions[around]?.parameters[position]?.rest === true
    ? { function: around, position }
    : null;
}
