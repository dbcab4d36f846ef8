import type { Place, Value } from '../../resolve/values.js';
import type { Judging } from '../judging.js';

/** Names that Nest gives the method of a class which makes options: `createHttpOptions()`. */
const MAKES_OPTIONS = /^create\w*Options$/;

/** The function that gives options: a function itself, of a class the method that frameworks ask for them. */
export function givingFunctions(judging: Judging, value: Value): readonly Place[] {
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
