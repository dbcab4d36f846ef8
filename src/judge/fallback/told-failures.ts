import type { CallId, Expression } from '../../parse/facts.js';
import type { StatementFact } from '../../parse/statement-facts.js';
import { lastName } from '../../resolve/indexes/callee-names.js';
import { isPlainlyFailed } from './answered-values.js';
import { answersFailure, answersStatus } from './error-answers.js';
import type { Handler } from './handler-paths.js';
import type { Judging } from '../judging.js';

/** A word of its own, unlike that in `failover`. */
export const FAILURE_WORD =
  /(^|[a-z_])(Error|Fail(ed|ure)?)([A-Z_]|$)|^(error|fail(ed|ure)?)([A-Z_]|$)/;

/** What a variable that keeps a failure is called. */
export const FAILURE_NAME = /err|fail|reason|problem|exception/i;

/** Whether a value tells of the failure: it is the failure, a part of it, or made for errors. */
export function tells(judging: Judging, handler: Handler, value: Expression): boolean {
  if (value.kind === 'await' || value.kind === 'cast') return tells(judging, handler, value.value);
  if (value.kind === 'member') return tells(judging, handler, value.object);
  if (value.kind === 'name') return nameTells(judging, handler, value);
  return value.kind === 'call' && callTells(judging, handler, value.call);
}

/** The failure itself, or `const answer = errorData(error)` in its handler. */
function nameTells(
  judging: Judging,
  handler: Handler,
  { binding }: Extract<Expression, { kind: 'name' }>,
): boolean {
  if (binding === null) return false;
  if (binding === handler.failure) return true;
  const { start, end } = handler.span;
  const kept = judging.facts(handler.file)?.bindings[binding];
  if (kept?.kind !== 'variable' || kept.value == null) return false;
  if (kept.start < start || kept.start >= end) return false;
  // It holds only what was there before it, so that names that mention each other end.
  const before: Handler = { ...handler, span: { start, end: kept.start } };
  return tells(judging, before, kept.value);
}

/** `mapError(error)`, `failedResponse()`, `render(500)`: an error answer is made. */
export function callTells(judging: Judging, handler: Handler, id: CallId): boolean {
  const call = judging.facts(handler.file)?.calls[id];
  if (call === undefined) return false;
  const name = lastName(call.callee) ?? '';
  if (FAILURE_WORD.test(name)) return true;
  const isHanded = failurePosition(judging, handler, id) >= 0;
  if (isHanded && /err|problem|exception/i.test(name)) return true;
  return (
    answersFailure(judging, handler.file, call) ||
    answersStatus(judging, call, handler) ||
    // `return text({ ok: false, error: error.message })`.
    call.arguments.some(isPlainlyFailed) ||
    call.arguments.some(isFailedState) ||
    // What is handed the failure itself may recover from it; what was made of it is for an answer.
    call.arguments.some(
      (one) => one.kind === 'name' && !isFailure(handler, one) && nameTells(judging, handler, one),
    )
  );
}

/** `TaskStatus.FAILED`, `'failed'`, `{ state: 'failed' }`: what a record of the failure is given. */
function isFailedState(value: Expression): boolean {
  if (value.kind === 'object') return value.properties.some((one) => isFailedState(one.value));
  if (value.kind === 'name') return /(^|_)(FAILED|FAILURE|ERROR(ED)?)$/.test(value.name);
  const name = value.kind === 'literal' ? value.value : lastName(value);
  return typeof name === 'string' && /(^|_)(fail(ed|ure)?|error(ed)?)$/i.test(name);
}

const isFailure = ({ failure }: Handler, one: Expression): boolean =>
  one.kind === 'name' && one.binding !== null && one.binding === failure;

/** At which place a call is handed the failure; -1 where it is not. */
export const failurePosition = (judging: Judging, handler: Handler, id: CallId): number =>
  (judging.facts(handler.file)?.calls[id]?.arguments ?? []).findIndex((one) =>
    isFailure(handler, one),
  );

/** `return load(left - 1)` in `load`. */
const returnsItself = (judging: Judging, handler: Handler, value: Expression | null): boolean => {
  if (value?.kind === 'await') return returnsItself(judging, handler, value.value);
  return value?.kind === 'call' && callsItself(judging, handler, value.call);
};

const callsItself = (judging: Judging, { file, function: own }: Handler, call: CallId): boolean =>
  judging
    .callees({ file, call })
    .some((one) => one.kind === 'function' && one.file === file && one.function === own);

/** `return load(id)` in `load(id)`: the same is done again, and nothing else asked. */
export function startsAgain(judging: Judging, handler: Handler, id: CallId): boolean {
  const facts = judging.facts(handler.file);
  const parameters = facts?.functions[handler.function]?.parameters ?? [];
  return (
    callsItself(judging, handler, id) &&
    (facts?.calls[id]?.arguments ?? []).every(
      (one, at) => one.kind === 'name' && one.binding === parameters[at]?.binding,
    )
  );
}

/** `if (left > 0) return load(left - 1); return []`: what stands beside the call of the function itself, else that. */
export function lastResort(
  judging: Judging,
  handler: Handler,
  own: readonly StatementFact[],
): readonly StatementFact[] {
  const others = own.filter(
    (one) => one.kind === 'return' && !returnsItself(judging, handler, one.value),
  );
  return others.length > 0 ? others : own;
}
