import type { CallFact, Expression } from '../../parse/facts.js';
import type { Place } from '../../resolve/values.js';
import { propertyOf, type Parameter } from '../code/parameters.js';
import type { FunctionPlace } from '../code/points.js';
import type { Judging } from '../judging.js';

/** A function that stands for a parameter, and where. */
export interface Default {
  readonly expression: Expression;
  readonly place: Place;
}

/** `claim(id)` of `claim(id, persist = save)`: what a called function calls since it is handed nothing in its place. */
export function defaultsOf(
  judging: Judging,
  call: CallFact,
  { target, called }: { readonly target: FunctionPlace; readonly called: readonly Parameter[] },
): readonly Default[] {
  const { file, function: id } = target;
  return called.flatMap((parameter): readonly Default[] => {
    const { expression } = parameter;
    if (expression.kind !== 'name' || expression.binding === null) return [];
    const given = judging.facts(file)?.bindings[expression.binding]?.default;
    if (given === undefined || isHanded(call, parameter)) return [];
    return [{ expression: given, place: { file, function: id, class: null, frame: null } }];
  });
}

function isHanded({ arguments: given }: CallFact, { index, path }: Parameter): boolean {
  if (given.some(({ kind }) => kind === 'spread')) return true;
  const argument = given[index];
  if (argument === undefined) return false;
  if (path.length === 0 || argument.kind !== 'object') return true;
  const isOpen = argument.properties.some(({ spread }) => spread === true);
  return isOpen || propertyOf(argument, path) !== argument;
}
