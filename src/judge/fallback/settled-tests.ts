import type { CallFact, Expression, FileFacts, FunctionFact } from '../../parse/facts.js';
import type { Literal } from '../code/literals.js';

/** What parameters of a function are in one call of it, by their bindings: words and numbers only. */
export type Settled = ReadonlyMap<number, Literal>;

/** `fail(error, 'fatal')`: what the call, or a default, plainly says the parameters are. */
export function settledBy(
  { arguments: given }: CallFact,
  { parameters }: FunctionFact,
  { bindings }: FileFacts,
): Settled {
  return new Map(
    parameters.flatMap(({ binding, default: usual }, position): readonly [number, Literal][] => {
      const value = given[position] ?? usual;
      if (binding === undefined || value?.kind !== 'literal') return [];
      return bindings[binding]?.assigned === undefined ? [[binding, value.value]] : [];
    }),
  );
}

/** Whether a test on such a parameter is true; null where it asks about anything else. */
export function settles(test: Expression, settled: Settled): boolean | null {
  if (test.kind === 'name') return truth(valueOf(test, settled));
  if (test.kind === 'unary' && test.operator === '!') return not(settles(test.value, settled));
  if (test.kind !== 'binary') return null;
  const [left, right] = [valueOf(test.left, settled), valueOf(test.right, settled)];
  if (left === undefined || right === undefined) return null;
  if (/^={2,3}$/.test(test.operator)) return left === right;
  return /^!={1,2}$/.test(test.operator) ? left !== right : null;
}

const valueOf = (one: Expression, settled: Settled): Literal | undefined => {
  if (one.kind === 'literal') return one.value;
  return one.kind === 'name' && one.binding !== null ? settled.get(one.binding) : undefined;
};

const truth = (value: Literal | undefined): boolean | null =>
  value === undefined ? null : Boolean(value);

const not = (value: boolean | null): boolean | null => (value === null ? null : !value);
