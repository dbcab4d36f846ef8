import type { FunctionId } from '../../parse/facts.js';
import type { Span, StatementFact } from '../../parse/statement-facts.js';
import { contains, type CodeMap } from '../code/code-map.js';
import { selectsOutage, selectsRefusal } from './error-tests.js';
import { settles, type Settled } from './settled-tests.js';

/** Code that is run with a failure: a catch clause, or the body of a function. */
export interface Handler {
  readonly file: string;
  readonly span: Span;
  readonly function: FunctionId;
  /** The name of the failure; null where it has none. */
  readonly failure: number | null;
  /** Running to its end leaves nothing where a value was to be: what was asked for is undefined. */
  readonly isValueLost?: boolean;
  /** Where the code goes on after a failure only: success has returned by then. */
  readonly goesOnAt?: number;
  /** What the call that hands the failure over says of the other parameters. */
  readonly settled?: Settled;
}

export const leaves = ({ kind }: StatementFact): boolean => kind === 'throw' || kind === 'return';

/** Whether an outage gets here: no branch around it is for other failures only, nor for a second one. */
export function isOnOutagePath(map: CodeMap, handler: Handler, statement: StatementFact): boolean {
  const isSecond = map
    .statements('try', handler.function)
    .some(
      ({ start, handler: inner }) =>
        inner !== null && contains(handler.span, start) && contains(inner, statement.start),
    );
  if (isSecond) return false;
  return map
    .branchesIn(handler.function)
    .filter((one) => contains(handler.span, one.start) && contains(one, statement.start))
    .every((branch) => {
      const { facts, failureNames } = map;
      const asked = { test: branch.test, failure: handler.failure, facts, failureNames };
      const isThen = contains(branch.then, statement.start);
      const isTrue = settles(branch.test, handler.settled ?? NONE);
      if (isTrue !== null) return isTrue === isThen;
      // Another error in the place of a refusal says nothing of the failures that go by.
      if (isThen && statement.kind === 'throw' && selectsRefusal(asked)) return false;
      return selectsOutage(asked) === (isThen ? 'yes' : 'no');
    });
}

const NONE: Settled = new Map();

/** Whether only some of those who come to an offset get to the statement. */
export const isConditional = (
  map: CodeMap,
  { start, function: id }: StatementFact,
  from: number,
): boolean =>
  [...map.branchesIn(id), ...map.statements('loop', id), ...map.statements('try', id)].some(
    (around) => around.start >= from && contains(around, start),
  );
