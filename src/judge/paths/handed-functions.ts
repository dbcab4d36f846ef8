import type { Expression, FunctionId } from '../../parse/facts.js';
import type { Parameter } from '../code/parameters.js';
import type { Judging } from '../judging.js';

interface WrittenFunction {
  readonly function: FunctionId;
  /** It is told of news, such as `onProgress`: nobody waits for it. */
  readonly isTold: boolean;
}

/** Options of options hold few functions, and what lies deeper is data. */
const DEEPEST = 3;

/** Functions that are written in an object, or in one of its objects. */
export const functionsWritten = (expression: Expression, depth = 0): readonly WrittenFunction[] =>
  expression.kind !== 'object' || depth > DEEPEST
    ? []
    : expression.properties.flatMap(({ key, value }) =>
        value.kind === 'function'
          ? [{ function: value.function, isTold: /^on[A-Z]/.test(key ?? '') }]
          : functionsWritten(value, depth + 1),
      );

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
