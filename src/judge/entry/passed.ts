import type { Place, Value } from '../../resolve/values.js';
import type { Judging } from '../judging.js';
import { classOf } from '../code/class-of.js';
import type { FunctionPlace } from '../code/points.js';
import type { Entering } from './entering.js';
import { controllerMethods } from './methods-of.js';
import { ranBy } from './ran-by.js';

/** Methods of the classes that a decorator is handed, which every request to what it stands on passes. */
export const passedBy = (judging: Judging, entering: Entering): readonly FunctionPlace[] =>
  methodsHanded(judging, entering, entering.action.passes ?? entering.action.surrounds?.method);

/** What every request to a program passes by one of its calls. */
export const passedEverywhereBy = (
  judging: Judging,
  entering: Entering,
): readonly FunctionPlace[] => methodsHanded(judging, entering, entering.action.passesEverywhere);

const methodsHanded = (
  judging: Judging,
  { call, place }: Entering,
  method: string | undefined,
): readonly FunctionPlace[] =>
  method === undefined
    ? []
    : call.arguments.flatMap((expression) => [
        ...judging.resolver.evaluate(expression, place).flatMap((one) => ranFor(judging, one)),
        ...controllerMethods(judging, { expression, place }, [method]),
      ]);

const DEEPEST = 4;

/** What a class runs that is made by a framework, or extends one that is: `AuthGuard('jwt')`. */
function ranFor(judging: Judging, value: Value, depth = 0): readonly FunctionPlace[] {
  if (value.kind === 'external') return ranBy(judging, value);
  const id = classOf(value);
  if (depth > DEEPEST || id === null) return [];
  const fact = judging.facts(id.file)?.classes[id.class];
  if (fact === undefined || fact.superclass === null) return [];
  const place: Place = { file: id.file, function: fact.function, class: null, frame: null };
  return judging.resolver
    .evaluate(fact.superclass, place)
    .flatMap((one) => ranFor(judging, one, depth + 1));
}

/** What requests to a program pass of classes that are provided under a framework's own tokens, by the files that provide them. */
export const passedByTokens = (
  judging: Judging,
  { action }: Entering,
): readonly { readonly file: string; readonly functions: readonly FunctionPlace[] }[] =>
  Object.entries(action.passesProvided ?? {}).flatMap(([token, method]) =>
    judging.resolver.index.provisions(token).map(({ file, values }) => ({
      file,
      functions: values.flatMap((provided) => [
        ...ranFor(judging, provided),
        ...judging.resolver.member(provided, method).flatMap(functionIn),
      ]),
    })),
  );

const functionIn = (value: Value): readonly FunctionPlace[] =>
  value.kind === 'function' ? [{ file: value.file, function: value.function }] : [];
