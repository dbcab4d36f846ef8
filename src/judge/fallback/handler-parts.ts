import type { CallFact, CallId, Expression, FileFacts, FunctionFact } from '../../parse/facts.js';
import type { Span, StatementFact } from '../../parse/statement-facts.js';
import { lastName } from '../../resolve/indexes/callee-names.js';
import { isErrorResult } from './answered-values.js';
import { contains, type CodeMap } from '../code/code-map.js';
import { globalMember, memberName, type Judging } from '../judging.js';
import type { Outcome } from '../surroundings/layers.js';

const LOGS = /^(error|warn|info|debug|log|trace|captureException|captureMessage|fatal|verbose)$/;

const isLogger = (callee: Expression): boolean =>
  callee.kind === 'member' &&
  /log|console|sentry|tracer|span|monitor/i.test(lastName(callee.object) ?? '');

/** A line in a log or an error tracker. */
export const isLog = (call: CallFact): boolean =>
  globalMember(call)?.startsWith('console.') === true ||
  (LOGS.test(memberName(call) ?? '') && isLogger(call.callee));

interface Forwarding {
  readonly failure: number | null;
  readonly facts: FileFacts | undefined;
}

/** `next(error)`, `reject(error)`, `callback(error)`: someone else's failure now. */
export function isForwarded(
  { callee, arguments: [first] }: CallFact,
  { failure, facts }: Forwarding,
): boolean {
  if (callee.kind !== 'name' || first === undefined) return false;
  const { name } = callee;
  if (!/^(next|reject|callback|cb|done|rej|fail)$/i.test(name))
    return first.kind === 'name' && first.binding === failure && isHandedCallback(callee, facts);
  if (first.kind === 'literal') return false;
  return first.kind !== 'name' || first.binding === failure || name === 'next' || name === 'reject';
}

/** Names of handed functions that do something with a failure, or take it for an answer. */
const TAKES_FAILURE =
  /^(resolve|res|on[A-Z]\w*|\w*(log|report|warn|print|track|capture|notify)\w*)$/i;

/** `function load(fn) { … fn(error) }`: whoever handed the function in is told. */
const isHandedCallback = (
  { name, binding }: Extract<Expression, { kind: 'name' }>,
  facts: FileFacts | undefined,
): boolean =>
  binding !== null && facts?.bindings[binding]?.kind === 'parameter' && !TAKES_FAILURE.test(name);

/** `callback({ error: 'unavailable' })`: an answer that tells of the failure, and not the failure itself. */
export function isAcknowledged({ callee, arguments: [first] }: CallFact): boolean {
  const name = lastName(callee) ?? '';
  return /^(callback|cb|done|ack)$/i.test(name) && first?.kind === 'object' && isErrorResult(first);
}

/** `const songs = await search(query)`: another source is asked. */
export const asksAnother = ({ use, discarded }: CallFact): boolean =>
  use === 'await' && discarded !== true;

/** Calls whose value serves another expression are looked at there. */
export const isStatement = ({ use }: CallFact): boolean =>
  use === 'statement' || use === 'await' || use === 'return';

/** `process.exit(1)`, here or in a function of the repository that is called here. */
export function endsProcess(judging: Judging, file: string, id: CallId): boolean {
  const call = judging.facts(file)?.calls[id];
  if (call === undefined) return false;
  if (globalMember(call) === 'process.exit') return true;
  return judging.callees({ file, call: id }).some((value) => {
    if (value.kind !== 'function') return false;
    const facts = judging.facts(value.file);
    const fact = facts?.functions[value.function];
    return (
      fact !== undefined &&
      facts?.calls.some(
        (one) => globalMember(one) === 'process.exit' && contains(fact, one.start),
      ) === true
    );
  });
}

/** `result = cached` in the handler, or `result = { statusCode: 500 }`; null where nothing prepared is assigned. */
export function assignedOutcome(
  facts: FileFacts | undefined,
  span: Span,
  statements: readonly StatementFact[],
): Outcome | null {
  // What the handler declares for itself serves nobody after it.
  const isOwn = (binding: number | null): boolean => {
    const declared = binding === null ? undefined : facts?.bindings[binding];
    return declared?.kind === 'variable' && contains(span, declared.start);
  };
  const assigned = statements.flatMap((one) =>
    one.kind === 'change' &&
    one.operator === '=' &&
    one.target.kind === 'name' &&
    !isOwn(one.target.binding)
      ? (one.value ?? [])
      : [],
  );
  if (assigned.some((value) => value.kind === 'object' && isErrorResult(value))) return 'reported';
  return assigned.some(isPrepared) ? 'alternative' : null;
}

/** `failed = error` in the handler, and `throw failed` further down. */
export function isThrownLater(
  map: CodeMap,
  {
    span,
    function: id,
    failure,
  }: { readonly span: Span; readonly function: number; readonly failure: number | null },
): boolean {
  const keepers = map
    .within(span, id)
    .flatMap((one) =>
      one.kind === 'change' && one.value !== null && bindingOf(one.value) === failure
        ? (bindingOf(one.target) ?? [])
        : [],
    );
  if (failure === null || keepers.length === 0) return false;
  return map
    .statements('throw', id)
    .some(({ start, value }) => start > span.end && keepers.includes(bindingOf(value) ?? -1));
}

const bindingOf = (expression: Expression): number | null =>
  expression.kind === 'name' ? expression.binding : null;

const isPrepared = (value: Expression): boolean =>
  value.kind === 'call' ||
  value.kind === 'member' ||
  (value.kind === 'object' && value.properties.length > 0);

/** `(error) => value`: what it returns without a return statement. */
export function expressionBody(
  judging: Judging,
  file: string,
  fact: FunctionFact,
): Expression | null {
  const [only] = fact.returns;
  if (only === undefined || fact.returns.length !== 1) return null;
  const returns = judging.map(file)?.statements('return') ?? [];
  const hasStatement = returns.some(({ start, end }) => fact.start <= start && end <= fact.end);
  return hasStatement ? null : only;
}

/** `new Promise((resolve, reject) => … resolve([]))`. */
export const resolvesPromise = (judging: Judging, file: string, { callee }: CallFact): boolean =>
  callee.kind === 'name' &&
  callee.name === 'resolve' &&
  callee.binding !== null &&
  judging.facts(file)?.bindings[callee.binding]?.kind === 'parameter';
