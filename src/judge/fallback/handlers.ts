import type { CallFact, CallId, Expression } from '../../parse/facts.js';
import type { LoopFact, StatementFact } from '../../parse/statement-facts.js';
import { lastName } from '../../resolve/indexes/callee-names.js';
import { contains, type CodeMap } from '../code/code-map.js';
import { answersFailure, choosesStatus, throwsStatus } from './error-answers.js';
import { answersEmpty } from './empty-answers.js';
import {
  asksAnother,
  assignedOutcome,
  endsProcess,
  expressionBody,
  isAcknowledged,
  isForwarded,
  isLog,
  isStatement,
  isThrownLater,
  resolvesPromise,
} from './handler-parts.js';
import { answeredLiteral, answeredObject, wrappedIn } from './answered-values.js';
import {
  callTells,
  failurePosition,
  FAILURE_NAME,
  FAILURE_WORD,
  lastResort,
  startsAgain,
  tells,
} from './told-failures.js';
import { leavesWithNothing } from './given-values.js';
import { strongestOf, type Handled } from './handled.js';
import { globalMember, type Judging } from '../judging.js';
import { assignsAgain, isMarked, listsFailure } from './marked-results.js';
import type { FunctionPlace } from '../code/points.js';
import { isConditional, isOnOutagePath, leaves, type Handler } from './handler-paths.js';
import { settledBy } from './settled-tests.js';

export type { Handled } from './handled.js';

const DEEPEST_HELPER = 3;

/** What becomes of an outage in a handler. */
export function handled(judging: Judging, handler: Handler, depth = 0): Handled {
  const map = judging.map(handler.file);
  if (map === null) return 'passed-on';
  const statements = map.within(handler.span, handler.function);
  const exit = statements.find((one) => leaves(one) && isOnOutagePath(map, handler, one));
  if (exit !== undefined) {
    const left = leftBy(judging, handler, { exit, depth });
    if (left !== null) return left;
  }
  if (isThrownLater(map, handler)) return 'passed-on';
  const ended = withoutExit(judging, handler, { statements, depth });
  const isOpen = ended === 'default' || (ended === 'reported' && listsFailure(judging, handler));
  return isOpen ? (afterwards(judging, handler, map) ?? ended) : ended;
}

/** What a throw, or the return of a value, makes of the failure. */
function leftBy(
  judging: Judging,
  handler: Handler,
  { exit, depth }: { readonly exit: StatementFact; readonly depth: number },
): Handled | null {
  if (exit.kind === 'throw') return thrown(judging, handler, exit.value);
  return exit.kind === 'return' && exit.value !== null
    ? answered(judging, handler, { value: exit.value, depth })
    : null;
}

/** `try { return await load() } catch { log() } return cached`: what follows decides. */
function afterwards(judging: Judging, handler: Handler, map: CodeMap): Handled | null {
  const { goesOnAt, function: id } = handler;
  if (goesOnAt === undefined) return null;
  const exit = map
    .within({ start: goesOnAt, end: Infinity }, id)
    .find((one) => leaves(one) && !isConditional(map, one, goesOnAt));
  return exit === undefined ? null : leftBy(judging, handler, { exit, depth: 0 });
}

/** What becomes of an outage when a handler that tries again has no attempts left. */
export function exhausted(judging: Judging, handler: Handler, loop: LoopFact | null): Handled {
  const map = judging.map(handler.file);
  if (map === null) return 'passed-on';
  const own = map.within(handler.span, handler.function);
  const after =
    loop === null
      ? []
      : map.facts.statements.filter(
          (one) => one.function === handler.function && one.start >= loop.end,
        );
  const thrownAt = [...own, ...after].find(({ kind }) => kind === 'throw');
  if (thrownAt?.kind === 'throw') return thrown(judging, handler, thrownAt.value);
  const last = loop === null ? lastResort(judging, handler, own) : after;
  const exit = last.find(({ kind }) => kind === 'return');
  return exit?.kind === 'return' && exit.value !== null
    ? answered(judging, handler, { value: exit.value, depth: 0 })
    : withoutExit(judging, handler, { statements: own, depth: 0 });
}

/** What a function that is handed the failure does with it: `.catch(handler)`. */
export const handledBy = (judging: Judging, handler: FunctionPlace): Handled =>
  outcomeIn(judging, handler, { position: 0, depth: 0 }) ?? 'passed-on';

function thrown(judging: Judging, handler: Handler, value: Expression): Handled {
  return throwsStatus(judging, value, handler) ? 'thrown-answer' : 'passed-on';
}

interface Answer {
  readonly value: Expression;
  readonly depth: number;
}

/** What a returned value says of the failure. */
function answered(judging: Judging, handler: Handler, { value, depth }: Answer): Handled {
  const inner = wrappedIn(value);
  if (inner !== null) return answered(judging, handler, { value: inner, depth });
  if (value.kind === 'literal') return answeredLiteral(value.value);
  if (value.kind === 'array') return answeredArray(judging, value.elements, handler);
  if (value.kind === 'object') return answeredObject(value);
  if (value.kind === 'name') return answeredName(judging, value, handler);
  if (value.kind === 'call') return answeredCall(judging, handler, { id: value.call, depth });
  return value.kind === 'unary' && value.operator === 'void' ? 'default' : 'alternative';
}

/** `[]`, `[null, error]`, `['guest']`. */
function answeredArray(
  judging: Judging,
  elements: readonly Expression[],
  handler: Handler,
): Handled {
  if (elements.length === 0) return 'default';
  return elements.some((one) => tells(judging, handler, one)) ? 'reported' : 'alternative';
}

function answeredName(
  judging: Judging,
  value: Extract<Expression, { kind: 'name' }>,
  handler: Handler,
): Handled {
  const { name, binding } = value;
  if (name === 'undefined') return 'default';
  if (binding === null) return 'alternative';
  if (tells(judging, handler, value) || isMarked(judging, handler, binding)) return 'reported';
  const { file, span } = handler;
  const declared = judging.facts(file)?.bindings[binding];
  // `const check = { status: 'down' }; return check`.
  return declared?.value?.kind === 'object' && contains(span, declared.start)
    ? answeredObject(declared.value)
    : 'alternative';
}

interface AnsweringCall {
  readonly id: CallId;
  readonly depth: number;
}

function answeredCall(judging: Judging, handler: Handler, { id, depth }: AnsweringCall): Handled {
  const call = judging.facts(handler.file)?.calls[id];
  if (call === undefined) return 'alternative';
  if (isLog(call)) return 'reported';
  const known = knownAnswer(judging, handler, call);
  if (known !== null) return known;
  if (startsAgain(judging, handler, id)) return 'reported';
  const outcome = helperOutcome(judging, handler, { id, depth }) ?? 'alternative';
  return outcome === 'alternative' && callTells(judging, handler, id) ? 'reported' : outcome;
}

/** Calls whose meaning for a failure is plain from what they are. */
function knownAnswer(judging: Judging, handler: Handler, call: CallFact): Handled | null {
  const settled = settledWith(judging, handler, call);
  if (settled !== null) return settled;
  if (isForwarded(call, { failure: handler.failure, facts: judging.facts(handler.file) })) {
    const [value] = call.arguments;
    if (isAcknowledged(call)) return 'reported';
    return value !== undefined && choosesStatus(judging, value, handler) ? 'reported' : 'passed-on';
  }
  const name = lastName(call.callee) ?? '';
  if (call.form === 'new' && /^(Map|Set|WeakMap|Array|Date)$/.test(name)) return 'default';
  if (!answersFailure(judging, handler.file, call)) return null;
  return answersEmpty(judging, handler, call) ? 'default' : 'reported';
}

/** What a promise is settled with: `Promise.reject(error)`, `Promise.resolve([])`. */
function settledWith(judging: Judging, handler: Handler, call: CallFact): Handled | null {
  const [value] = call.arguments;
  const global = globalMember(call);
  if (global === 'Promise.reject')
    return value === undefined ? 'passed-on' : thrown(judging, handler, value);
  if (global !== 'Promise.resolve' && !resolvesPromise(judging, handler.file, call)) return null;
  return value === undefined ? 'default' : answered(judging, handler, { value, depth: 0 });
}

/** A function of the repository that is handed the failure decides. */
function helperOutcome(
  judging: Judging,
  handler: Handler,
  { id, depth }: AnsweringCall,
): Handled | null {
  const call = judging.facts(handler.file)?.calls[id];
  const position = failurePosition(judging, handler, id);
  if (position < 0 || depth >= DEEPEST_HELPER) return null;
  const helper = judging
    .callees({ file: handler.file, call: id })
    .find((value) => value.kind === 'function');
  return helper?.kind === 'function'
    ? outcomeIn(judging, helper, { position, depth: depth + 1, ...(call && { call }) })
    : null;
}

interface Handing {
  readonly position: number;
  readonly depth: number;
  readonly call?: CallFact;
}

/** What becomes of a failure that a function is handed at one of its parameters. */
function outcomeIn(
  judging: Judging,
  { file, function: id }: FunctionPlace,
  { position, depth, call }: Handing,
): Handled | null {
  const facts = judging.facts(file);
  const fact = facts?.functions[id];
  if (facts === undefined || fact === undefined) return null;
  const handler: Handler = {
    file,
    span: { start: fact.start, end: fact.end },
    function: id,
    failure: fact.parameters[position]?.binding ?? null,
    // A handler of a promise decides what the promise yields; a helper only takes part.
    isValueLost: depth === 0,
    ...(call && { settled: settledBy(call, fact, facts) }),
  };
  const expression = expressionBody(judging, file, fact);
  return expression === null
    ? handled(judging, handler, depth)
    : answered(judging, handler, { value: expression, depth });
}

interface Fallthrough {
  readonly statements: readonly StatementFact[];
  readonly depth: number;
}

/** A handler that neither throws nor returns: what it calls and assigns tells. */
function withoutExit(
  judging: Judging,
  handler: Handler,
  { statements, depth }: Fallthrough,
): Handled {
  const ids = judging.map(handler.file)?.callsWithin(handler.span) ?? [];
  const own = ids.filter(
    (id) => judging.facts(handler.file)?.calls[id]?.function === handler.function,
  );
  if (own.some((id) => endsProcess(judging, handler.file, id))) return 'passed-on';
  const said = new Set(own.map((id) => calledOutcome(judging, handler, { id, depth })));
  const strongest = strongestOf(said);
  if (strongest !== null) return strongest;
  const isTold = (one: StatementFact): boolean => keepsFailure(judging, handler, { one, depth });
  const facts = judging.facts(handler.file);
  const untold = statements.filter((one) => !isTold(one));
  const assigned = assignedOutcome(facts, handler.span, untold);
  if (assigned !== null) return assigned;
  if (statements.some(isTold) || listsFailure(judging, handler)) return 'reported';
  if (assignsAgain(judging, handler, untold)) return 'alternative';
  const isLost = handler.isValueLost === true && !leavesWithNothing(judging, handler);
  return isLost ? 'default' : 'reported';
}

/** `response = errorData(error)`, `reason = error.message`: a variable keeps what tells of the failure. */
function keepsFailure(
  judging: Judging,
  handler: Handler,
  { one, depth }: { readonly one: StatementFact; readonly depth: number },
): boolean {
  if (one.kind !== 'change' || one.value === null || one.target.kind !== 'name') return false;
  const { target, value } = one;
  if (FAILURE_WORD.test(target.name)) return value.kind !== 'literal' || value.value !== null;
  if (value.kind === 'call')
    return (
      answeredCall(judging, handler, { id: value.call, depth }) === 'reported' ||
      (FAILURE_NAME.test(target.name) && failurePosition(judging, handler, value.call) >= 0)
    );
  return value.kind === 'member' && tells(judging, handler, value);
}

/** What a call in a handler does with the failure; null where it has nothing to do with it. */
function calledOutcome(
  judging: Judging,
  handler: Handler,
  { id, depth }: AnsweringCall,
): Handled | null {
  const call = judging.facts(handler.file)?.calls[id];
  if (call === undefined || !isStatement(call) || isLog(call)) return null;
  const known = knownAnswer(judging, handler, call);
  if (known !== null) return known;
  if (asksAnother(call)) return 'alternative';
  const outcome = helperOutcome(judging, handler, { id, depth });
  return outcome === 'alternative' ? null : outcome;
}
