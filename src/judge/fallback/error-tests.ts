import type { Expression, FileFacts } from '../../parse/facts.js';
import { children } from '../../resolve/expressions/children.js';

/** Codes and names that mean the dependency itself is gone, slow or failing. */
const OUTAGE =
  /ECONN|ETIMEDOUT|EPIPE|ENOTFOUND|EAI_AGAIN|EHOST|timeout|abort|network|unavailable|circuit|break/i;

/** Patterns name outages in more words than tests do. */
const OUTAGE_WORDS =
  /connect|socket|network|hang ?up|timed? ?-?out|closed|reset|refused|5\d\d|5xx|\.[*+]/i;

/** Whether a pattern or text of failures means that the dependency is gone, slow or failing. */
export const namesOutage = (text: string): boolean => OUTAGE.test(text) || OUTAGE_WORDS.test(text);

export type Selects = 'yes' | 'no' | 'unrelated';

/** A test, the failure it may ask about, and the calls that it makes. */
export interface FailureTest {
  readonly test: Expression;
  readonly failure: number | null;
  readonly facts: FileFacts;
  /** Error classes and tests that any failure of some client passes. */
  readonly failureNames?: ReadonlySet<string>;
}

/**
 * Whether a test on a failure selects an outage: it tells "yes" or "no" where it asks about the
 * failure, and is "unrelated" where it asks about something else.
 */
export function selectsOutage(asked: FailureTest): Selects {
  const { test, failure, facts } = asked;
  const ask = (inner: Expression): Selects => selectsOutage({ ...asked, test: inner });
  if (test.kind === 'unary') return test.operator === '!' ? negated(ask(test.value)) : 'unrelated';
  if (test.kind === 'logical') return both(ask(test.left), ask(test.right));
  if (!asksAbout({ test, failure, facts })) return 'unrelated';
  if (asksForAny(asked)) return 'yes';
  if (test.kind === 'binary') return comparison(test);
  // isNotFound(error), error.isAxiosError, error.response: about some failures only.
  return OUTAGE.test(spelledTest(test, facts)) ? 'yes' : 'no';
}

/** `error instanceof ClientError`, `isClientError(error)`, `client.isClientError(error)`: no failure of the client is left out. */
function asksForAny({ test, facts, failureNames }: FailureTest): boolean {
  const asked =
    test.kind === 'binary' && test.operator === 'instanceof'
      ? spelled(test.right)
      : spelledTest(test, facts);
  return failureNames?.has(asked.split('.').at(-1) ?? '') === true;
}

const REFUSAL = /circuit|break/i;

/** `error instanceof CircuitOpenError`: an open breaker refused the call, whose own failures it lets by. */
export function selectsRefusal({ test, failure, facts }: FailureTest): boolean {
  if (!asksAbout({ test, failure, facts })) return false;
  const asked =
    test.kind === 'binary' && test.operator === 'instanceof'
      ? spelled(test.right)
      : spelledTest(test, facts);
  return REFUSAL.test(asked);
}

const MOST_PARTS = 200;

function asksAbout({ test, failure, facts }: FailureTest): boolean {
  const pending: Expression[] = failure === null ? [] : [test];
  for (let steps = 0; steps < MOST_PARTS; steps++) {
    const one = pending.pop();
    if (one === undefined) return false;
    if (one.kind === 'name' && one.binding === failure) return true;
    pending.push(...partsOf(one, facts));
  }
  return false;
}

/** What an expression is made of, the calls that it makes and the variables that it reads included. */
function partsOf(expression: Expression, { calls, bindings }: FileFacts): readonly Expression[] {
  if (expression.kind === 'call') {
    const call = calls[expression.call];
    return call === undefined ? [] : [call.callee, ...call.arguments];
  }
  if (expression.kind !== 'name' || expression.binding === null) return children(expression);
  // `const isBusy = error.status === 422` is asked for by its name.
  const held = bindings[expression.binding];
  return held?.kind === 'variable' && held.value !== undefined ? [held.value] : [];
}

function spelledTest(test: Expression, facts: FileFacts): string {
  const call = test.kind === 'call' ? facts.calls[test.call] : undefined;
  return spelled(call?.callee ?? test);
}

const negated = (selected: Selects): Selects =>
  selected === 'yes' ? 'no' : selected === 'no' ? 'yes' : 'unrelated';

function both(left: Selects, right: Selects): Selects {
  if (left === 'no' || right === 'no') return 'no';
  return left === 'yes' || right === 'yes' ? 'yes' : 'unrelated';
}

/** `error.response && error.response.status === 429`: no outage passes the test. */
export function passesOnlyClientErrors(test: Expression): boolean {
  if (test.kind === 'logical') {
    const sides = [test.left, test.right];
    if (test.operator === '&&') return sides.some(passesOnlyClientErrors);
    return test.operator === '||' && sides.every(passesOnlyClientErrors);
  }
  return test.kind === 'binary' && /^={2,3}$/.test(test.operator) && namesClientError(test);
}

/** `error.status !== 429`: every outage passes the test. */
export function failsOnlyClientErrors(test: Expression): boolean {
  if (test.kind === 'unary') return test.operator === '!' && passesOnlyClientErrors(test.value);
  return test.kind === 'binary' && /^!={1,2}$/.test(test.operator) && namesClientError(test);
}

function namesClientError({ left, right }: Binary): boolean {
  const status = literalOf(right) ?? literalOf(left);
  return typeof status === 'number' && status >= 400 && status < 500;
}

type Binary = Extract<Expression, { kind: 'binary' }>;

function comparison({ operator, left, right }: Binary): Selects {
  if (operator === 'instanceof') {
    const name = spelled(right);
    return name === 'Error' || OUTAGE.test(name) ? 'yes' : 'no';
  }
  const value = literalOf(right) ?? literalOf(left);
  if (/^={2,3}$/.test(operator)) return isOutageValue(value) ? 'yes' : 'no';
  if (/^!={1,2}$/.test(operator)) return isOutageValue(value) ? 'no' : 'yes';
  return typeof value === 'number' ? bySize(operator, value) : 'unrelated';
}

/** `error.status >= 500`, `error.status < 500`. */
function bySize(operator: string, status: number): Selects {
  if (operator.startsWith('>')) return status >= 499 ? 'yes' : 'unrelated';
  return operator.startsWith('<') && status >= 399 ? 'no' : 'unrelated';
}

const literalOf = (expression: Expression): string | number | boolean | null =>
  expression.kind === 'literal' ? expression.value : null;

/** A larger number is no status: 11000 is the code of a duplicate. */
const isOutageValue = (value: string | number | boolean | null): boolean =>
  typeof value === 'number'
    ? value >= 500 && value < 600
    : typeof value === 'string' && OUTAGE.test(value);

function spelled(expression: Expression): string {
  if (expression.kind === 'name') return expression.name;
  if (expression.kind === 'member')
    return `${spelled(expression.object)}.${expression.property ?? ''}`;
  return '';
}
