import type { Expression } from '../../parse/facts.js';
import type { IfFact, Span } from '../../parse/statement-facts.js';
import { answerOf, type AnswerRead, type NamesFailure } from './answers-read.js';
import { chainCalls } from '../code/chain-calls.js';
import type { CodeMap } from '../code/code-map.js';
import { handled, type Handled } from './handlers.js';
import { memberName, type Judging } from '../judging.js';
import type { Layer } from '../surroundings/layers.js';
import { appliesTo } from '../settings/scope.js';
import type { Subject } from '../settings/settings.js';

/** What is done with a failure that a client tells of in its answer: `const { data, error } = await …`. */
export function answeredFailure(judging: Judging, subject: Subject): readonly Layer[] {
  const facts = subject.on.client.protection?.fallback;
  if (facts?.gives !== 'answered-error' || facts.member === undefined) return [];
  if (appliesTo(judging, subject, facts) !== 'yes') return [];
  const { member } = facts;
  const namesFailure = (name: string): boolean => name === member;
  const map = judging.map(subject.point.file);
  const throws = chainCalls(judging, subject.point).some(({ call }) =>
    facts.unlessCalled.includes(memberName(call) ?? ''),
  );
  const read = map === null || throws ? null : answerOf(map, subject.point.call, namesFailure);
  if (map === null || read === null) return [];
  const mark = { file: map.facts.file, start: read.from, what: 'the failure is an answer' };
  const outcome = outcomeOf(judging, map, { read, namesFailure });
  if (outcome === 'passed-on') return [];
  return outcome === 'thrown-answer'
    ? [{ mark, by: 'own-code', fallback: 'reported', isThrown: true }]
    : [{ mark, by: 'own-code', fallback: outcome }];
}

export interface Asked {
  readonly read: AnswerRead;
  readonly namesFailure: NamesFailure;
  /** What else of the answer says that there is one; absent where all of it does. */
  readonly namesAnswer?: NamesFailure;
}

const outcomeOf = (judging: Judging, map: CodeMap, asked: Asked): Handled =>
  failedSide(judging, map, asked) ?? unasked(map, asked);

/**
 * What is done where the answer failed: the first branch that asks for the failure decides, else one
 * that asks whether there is an answer; null where nobody asks.
 */
export function failedSide(judging: Judging, map: CodeMap, asked: Asked): Handled | null {
  const { read } = asked;
  const span = failedSpan(map, asked);
  const failure = read.failures[0] ?? null;
  return span === null
    ? null
    : handled(judging, { file: map.facts.file, function: read.function, failure, span });
}

/** Where the code is that runs after a failure; null where nobody asks. */
export function failedSpan(map: CodeMap, asked: Asked): Span | null {
  const { read } = asked;
  const branches = map.branchesIn(read.function).filter(({ start }) => start >= read.from);
  for (const asks of [asksForFailure, asksForAnswer]) {
    for (const branch of branches) {
      const side = asks(branch.test, asked);
      const span = side === null ? null : spanOf(map, branch, side);
      if (span !== null) return span;
    }
  }
  return null;
}

/** Nobody asks: what is handed on is a result that tells of it, what is not is an empty answer. */
function unasked(map: CodeMap, { read }: Asked): Handled {
  if (read.isReturned || read.failures.length > 0) return 'reported';
  const isHandedOn = map
    .statements('return', read.function)
    .some(({ value }) => value !== null && isNameOf(value, read.wholes));
  return isHandedOn ? 'reported' : 'default';
}

/** The side of a branch that runs after a failure. */
type Side = 'then' | 'otherwise';

const other = (side: Side | null): Side | null =>
  side === null ? null : side === 'then' ? 'otherwise' : 'then';

function spanOf(map: CodeMap, branch: IfFact, side: Side): Span | null {
  if (side === 'then') return branch.then;
  const end = map.facts.functions[branch.function]?.end;
  // `if (data) return data; …`: what follows runs after a failure.
  return branch.otherwise ?? (end === undefined ? null : { start: branch.end, end });
}

const isNameOf = (one: Expression, names: readonly number[]): boolean =>
  one.kind === 'name' && one.binding !== null && names.includes(one.binding);

const asksForFailure = (test: Expression, asked: Asked): Side | null =>
  sideOf(test, {
    side: 'then',
    isAsked: (one) => isMemberOf(one, asked) === 'failure' || isNameOf(one, asked.read.failures),
  });

const asksForAnswer = (test: Expression, asked: Asked): Side | null =>
  sideOf(test, {
    side: 'otherwise',
    isAsked: (one) => isMemberOf(one, asked) === 'other' || isNameOf(one, asked.read.others),
  });

/** `result.error`, `result.data`. */
function isMemberOf(one: Expression, asked: Asked): 'failure' | 'other' | null {
  const { read, namesFailure, namesAnswer } = asked;
  if (one.kind !== 'member' || !isNameOf(one.object, read.wholes)) return null;
  const name = one.property ?? '';
  if (namesFailure(name)) return 'failure';
  return namesAnswer === undefined || namesAnswer(name) ? 'other' : null;
}

interface Asking {
  /** The side that a true value leads to. */
  readonly side: Side;
  readonly isAsked: (one: Expression) => boolean;
  readonly depth?: number;
}

const MOST_NESTED = 20;

/** Which side runs after a failure, seen through negation, comparison and what is read of a value. */
function sideOf(test: Expression, asking: Asking): Side | null {
  const { side, isAsked, depth = 0 } = asking;
  if (isAsked(test)) return side;
  if (depth > MOST_NESTED) return null;
  const ask = (inner: Expression): Side | null => sideOf(inner, { ...asking, depth: depth + 1 });
  if (test.kind === 'unary') return test.operator === '!' ? other(ask(test.value)) : null;
  if (test.kind === 'member') return ask(test.object);
  if (test.kind !== 'logical' && test.kind !== 'binary') return null;
  const asked = ask(test.left) ?? ask(test.right);
  return isForNothing(test) ? other(asked) : asked;
}

/** `=== null`, `=== undefined`, `=== 0`, `< 1`. */
const isForNothing = ({ operator, right }: Extract<Expression, { kind: 'binary' | 'logical' }>) =>
  /^(===?|<=?)$/.test(operator) &&
  ((right.kind === 'literal' && (right.value === null || typeof right.value === 'number')) ||
    (right.kind === 'name' && right.name === 'undefined'));
