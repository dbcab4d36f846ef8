import type { CallFact, FileFacts, FunctionId } from '../../parse/facts.js';
import type { IfFact, Span } from '../../parse/statement-facts.js';
import { lastName } from '../../resolve/indexes/callee-names.js';

/**
 * `const next = (n) => { if (n < all) work(n).then(() => next(n + 1)); else process.exit(); }`: one
 * branch goes on once its work is done, the other ends when none is left.
 */
export function endsRepetition(facts: FileFacts, end: CallFact): boolean {
  const branches = facts.statements.filter(
    (one): one is IfFact =>
      one.kind === 'if' && one.function === end.function && isWithin(end, one),
  );
  const [branch] = branches;
  if (branch === undefined || branches.length > 1 || branch.otherwise === null) return false;
  const { then, otherwise } = branch;
  const other = isWithin(end, then) ? otherwise : then;
  return facts.calls.some(
    (call) =>
      isWithin(call, other) && isCallOf(facts, call, end.function) && isAfterWork(facts, call, end),
  );
}

const isWithin = (inner: Span, outer: Span): boolean =>
  outer.start <= inner.start && inner.end <= outer.end;

/** Whether a call names the function. */
function isCallOf({ bindings, functions }: FileFacts, call: CallFact, id: FunctionId): boolean {
  const { callee } = call;
  if (callee.kind !== 'name' || callee.binding === null) return false;
  const { declares, value, function: owner } = bindings[callee.binding] ?? {};
  if (owner !== functions[id]?.parent) return false;
  return declares === id || (value?.kind === 'function' && value.function === id);
}

/** Not after a failure, which is a new attempt, nor after a pause, which is waiting. */
function isAfterWork(facts: FileFacts, step: CallFact, end: CallFact): boolean {
  if (isConditional(facts, step, end)) return false;
  if (step.function === end.function) return true;
  const { argumentOf } = facts.functions[step.function] ?? {};
  const taker = argumentOf && facts.calls[argumentOf.call];
  if (taker === undefined) return false;
  const name = lastName(taker.callee) ?? '';
  const isSuccess = !NO_SUCCESS.test(name) && (name !== 'then' || argumentOf?.index === 0);
  return isSuccess && isAfterWork(facts, taker, end);
}

const NO_SUCCESS = /^(catch|on|once|addListener|setTimeout|setInterval)$/;

/** By anything but the branch that the end stands in too. */
const isConditional = ({ statements }: FileFacts, step: CallFact, end: CallFact): boolean =>
  statements.some((one) => {
    const span = one.kind === 'try' ? one.handler : one.kind === 'if' ? one : null;
    return (
      span !== null &&
      one.function === step.function &&
      isWithin(step, span) &&
      !isWithin(end, span)
    );
  });
