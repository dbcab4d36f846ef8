import type { Place, Value } from '../../resolve/values.js';
import type { Judging } from '../judging.js';
import type { Placed } from './found-setting.js';

/** Names that Nest gives the method of a class which makes options: `createHttpOptions()`. */
const MAKES_OPTIONS = /^create\w*Options$/;

/** What the functions that an expression stands for give back. */
export const returnedOptions = (
  judging: Judging,
  { expression, place }: Placed,
): readonly Placed[] =>
  judging.resolver
    .evaluate(expression, place)
    .flatMap((value) => givingFunctions(judging, value))
    .flatMap((at) => {
      const { returns = [], start = 0 } = judging.facts(at.file)?.functions[at.function] ?? {};
      return returns.map((one) => ({ expression: one, place: at, start }));
    });

/** The function that gives options: a function itself, of a class the method that frameworks ask for them. */
function givingFunctions(judging: Judging, value: Value): readonly Place[] {
  if (value.kind === 'function')
    return [{ file: value.file, function: value.function, class: null, frame: value.closure }];
  if (value.kind !== 'class') return [];
  const { members = [] } = judging.facts(value.file)?.classes[value.class] ?? {};
  return members.flatMap(({ name, function: id }) =>
    id !== undefined && MAKES_OPTIONS.test(name ?? '')
      ? [{ file: value.file, function: id, class: value.class, frame: null }]
      : [],
  );
}
