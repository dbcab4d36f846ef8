import type { CallFact, Expression } from '../../parse/facts.js';
import type { StatementFact } from '../../parse/statement-facts.js';
import type { Handler } from './handler-paths.js';
import { isStatement } from './handler-parts.js';
import type { Judging } from '../judging.js';
import { isSpelledAs } from '../code/spelling.js';

/** What a result keeps failures in, or says by whether there was one. */
const LIST_OF_FAILURES =
  /^(errors?|failures?|failed|problems)$|(Errors?|Failures?|Failed|Problems)$/;
const FAILURE_FLAG = /^(success|ok|error|isError|failed|failure)$/;

/** `result.errors.push(error.message)`: a list of failures takes the failure. */
const isListed = ({ callee }: CallFact): boolean =>
  callee.kind === 'member' &&
  callee.property === 'push' &&
  LIST_OF_FAILURES.test(nameOf(callee.object) ?? '');

/** Whether a handler marks a result that a variable from outside holds: `result.success = false`. */
export function isMarked(judging: Judging, handler: Handler, binding: number): boolean {
  const map = judging.map(handler.file);
  if (map === null) return false;
  const isIts = (one: Expression): boolean => rootOf(one) === binding;
  const flags = map.within(handler.span, handler.function).some((one) => isFlag(one, isIts));
  return (
    flags ||
    map.callsWithin(handler.span).some((id) => {
      const call = map.facts.calls[id];
      return call !== undefined && isListed(call) && isIts(call.callee);
    })
  );
}

const isFlag = (one: StatementFact, isIts: (target: Expression) => boolean): boolean =>
  one.kind === 'change' &&
  one.target.kind === 'member' &&
  FAILURE_FLAG.test(one.target.property ?? '') &&
  isIts(one.target);

/** Whether a handler that goes on does so with the failure in a list of failures. */
export const listsFailure = (judging: Judging, { file, span, function: id }: Handler): boolean =>
  judging
    .map(file)
    ?.callsWithin(span)
    .some((one) => {
      const call = judging.facts(file)?.calls[one];
      return call?.function === id && isStatement(call) && isListed(call);
    }) === true;

/**
 * Whether the handler gives something prepared to what the block was to give an answer to:
 * `url = found.url` in the one and `url = base` in the other.
 */
export function assignsAgain(
  judging: Judging,
  { file, span, function: id, failure }: Handler,
  statements: readonly StatementFact[],
): boolean {
  const map = judging.map(file);
  const block = map
    ?.statements('try', id)
    .find(({ handler }) => handler?.start === span.start)?.block;
  if (map === null || block === undefined) return false;
  const given = map
    .within(block, id)
    .flatMap((one) =>
      one.kind === 'change' && one.operator === '=' && isComputed(one.value) ? [one.target] : [],
    );
  return statements.some(
    (one) =>
      one.kind === 'change' &&
      one.operator === '=' &&
      isPrepared(one.value, failure) &&
      given.some((target) => isSpelledAs(target, one.target)),
  );
}

const isComputed = (value: Expression | null): boolean =>
  value !== null && value.kind !== 'literal' && value.kind !== 'array';

/** A value that neither says that there is none nor tells of the failure. */
function isPrepared(value: Expression | null, failure: number | null): boolean {
  if (value === null) return false;
  if (value.kind === 'literal') return typeof value.value === 'number';
  const parts = value.kind === 'template' ? value.values : [value];
  return isComputed(value) && !parts.some((one) => isEmptyOr(one, failure));
}

const isEmptyOr = (one: Expression, failure: number | null): boolean =>
  one.kind === 'name' && (one.name === 'undefined' || rootOf(one) === failure);

const nameOf = (one: Expression): string | null =>
  one.kind === 'name' ? one.name : one.kind === 'member' ? one.property : null;

const rootOf = (one: Expression): number | null => {
  let root = one;
  while (root.kind === 'member') root = root.object;
  return root.kind === 'name' ? root.binding : null;
};
