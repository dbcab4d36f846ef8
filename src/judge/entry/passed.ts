import { posix } from 'node:path';
import type { Place, Value } from '../../resolve/values.js';
import type { Judging } from '../judging.js';
import type { FunctionPlace } from '../points.js';
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
): readonly FunctionPlace[] => [
  ...methodsHanded(judging, entering, entering.action.passesEverywhere),
  ...passedByTokens(judging, entering),
];

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
  const id = value.kind === 'instance' && 'class' in value.of ? value.of.class : undefined;
  if (depth > DEEPEST || (value.kind !== 'class' && value.kind !== 'instance')) return [];
  const fact = judging.facts(value.file)?.classes[
    value.kind === 'class' ? value.class : (id ?? -1)
  ];
  if (fact?.superclass == null) return [];
  const place: Place = { file: value.file, function: fact.function, class: null, frame: null };
  return judging.resolver
    .evaluate(fact.superclass, place)
    .flatMap((one) => ranFor(judging, one, depth + 1));
}

/** The same of classes that are provided under a framework's own tokens. */
const passedByTokens = (judging: Judging, { action }: Entering): readonly FunctionPlace[] =>
  Object.entries(action.passesProvided ?? {}).flatMap(([token, method]) =>
    judging.resolver.index
      .injected(token)
      .flatMap((provided) => [
        ...ranFor(judging, provided),
        ...judging.resolver
          .member(provided, method)
          .flatMap((value) =>
            value.kind === 'function' ? [{ file: value.file, function: value.function }] : [],
          ),
      ]),
  );

/** Functions that all requests to a program pass, by the folder of the file that says so. */
export class PassedEverywhere {
  readonly #programs: { readonly dir: string; readonly functions: readonly FunctionPlace[] }[] = [];

  add(file: string, functions: readonly FunctionPlace[]): void {
    if (functions.length > 0) this.#programs.push({ dir: posix.dirname(file), functions });
  }

  /** Of several programs, only those that the file belongs to. */
  by(file: string): readonly FunctionPlace[] {
    const dirs = new Set(this.#programs.map(({ dir }) => dir));
    return this.#programs
      .filter(({ dir }) => dirs.size === 1 || dir === '.' || file.startsWith(`${dir}/`))
      .flatMap(({ functions }) => functions);
  }
}
