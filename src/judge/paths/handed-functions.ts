import type { Expression, FunctionId } from '../../parse/facts.js';
import type { Place, Value } from '../../resolve/values.js';
import { propertyOf, type Parameter } from '../code/parameters.js';
import type { FunctionPlace } from '../code/points.js';
import type { Judging } from '../judging.js';
import { functionsOf } from '../services/reach.js';

interface WrittenFunction {
  readonly function: FunctionId;
  /** It is told of news, such as `onProgress`: nobody waits for it. */
  readonly isTold: boolean;
}

/** Options of options hold few functions, and what lies deeper is data. */
const DEEPEST = 3;

/** An object or a list, written where it is handed over. */
export const isLiteral = ({ kind }: Expression): boolean => kind === 'object' || kind === 'array';

/** Functions that are written in an object or list, or in those that it holds. */
export function functionsWritten(expression: Expression, depth = 0): readonly WrittenFunction[] {
  if (depth > DEEPEST) return [];
  if (expression.kind === 'object')
    return expression.properties.flatMap(({ key, value }) =>
      written(value, { isTold: /^on[A-Z]/.test(key ?? ''), depth }),
    );
  return expression.kind === 'array'
    ? expression.elements.flatMap((one) => written(one, { isTold: false, depth }))
    : [];
}

const written = (
  value: Expression,
  { isTold, depth }: { readonly isTold: boolean; readonly depth: number },
): readonly WrittenFunction[] =>
  value.kind === 'function'
    ? [{ function: value.function, isTold }]
    : functionsWritten(value, depth + 1);

/** Positions of parameters that are called as they are. */
export const wholeParameters = (called: readonly Parameter[]): ReadonlySet<number> =>
  new Set(called.flatMap(({ index, path }) => (path.length === 0 ? [index] : [])));

/** What no function of the repository is named like needs no look. */
export function mayBeFunction(judging: Judging, file: string, expression: Expression): boolean {
  const { names } = judging;
  if (expression.kind === 'function') return true;
  if (expression.kind === 'member') return names.isFunction(expression.property ?? '');
  if (expression.kind !== 'name' || expression.binding === null) return false;
  const { kind, name } = judging.facts(file)?.bindings[expression.binding] ?? {};
  if (kind === 'import' || kind === 'function') return true;
  return kind === 'variable' && name !== undefined && names.isFunction(name);
}

/** Functions of the repository that an expression stands for. */
export function functionsOfExpression(
  judging: Judging,
  expression: Expression,
  place: Place,
): readonly FunctionPlace[] {
  if (expression.kind === 'function') return [{ file: place.file, function: expression.function }];
  return judging.resolver
    .evaluate(expression, place)
    .flatMap((value) => (value.kind === 'function' ? functionsOf(judging, value) : []));
}

interface Held {
  readonly expression: Expression;
  readonly path: readonly string[];
  readonly place: Place;
}

/** Functions that what is handed over has down a path of properties. */
export function functionsIn(
  judging: Judging,
  { expression, path, place }: Held,
): readonly FunctionPlace[] {
  const written = propertyOf(expression, path);
  if (expression.kind === 'object')
    return written === expression ? [] : functionsOfExpression(judging, written, place);
  const { resolver } = judging;
  return path
    .reduce<readonly Value[]>(
      (values, name) => values.flatMap((one) => resolver.member(one, name)),
      resolver.evaluate(expression, place),
    )
    .flatMap((value) => (value.kind === 'function' ? functionsOf(judging, value) : []));
}
