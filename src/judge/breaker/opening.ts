import type { Expression, FunctionId } from '../../parse/facts.js';
import type { ChangeFact, IfFact, Span } from '../../parse/statement-facts.js';
import { lastName } from '../../resolve/indexes/callee-names.js';
import { children } from '../../resolve/expressions/children.js';
import { contains, type CodeMap } from '../code/code-map.js';

/** Functions of the file that are known by a name. */
export const ownFunctions = (map: CodeMap, name: string | null): readonly FunctionId[] =>
  name === null ? [] : map.functionsNamed(name);

export const leavesIn = (map: CodeMap, branch: IfFact): boolean =>
  map
    .within(branch.then, branch.function)
    .some(
      (one) =>
        one.kind === 'throw' ||
        one.kind === 'return' ||
        (one.kind === 'jump' && one.jump === 'continue'),
    );

const known = new WeakMap<CodeMap, Map<string, ReadonlySet<string>>>();

/**
 * Names and members whose value says that calls are refused, since calls before them failed: counts
 * of failures, what a full count sets, and times until which nothing is tried. Worked out once for
 * each unit of code that shares its state.
 */
export function openingNames(map: CodeMap, unit: Span): ReadonlySet<string> {
  const ofMap = known.get(map) ?? new Map<string, ReadonlySet<string>>();
  known.set(map, ofMap);
  const key = `${String(unit.start)}-${String(unit.end)}`;
  const before = ofMap.get(key);
  if (before !== undefined) return before;
  const changes = map.statements('change').filter(({ start }) => contains(unit, start));
  const names =
    changes.length === 0 || !readsClock(map, unit)
      ? new Set<string>()
      : new Set([...openedByCount(map, unit, changes), ...openedForATime(map, changes)]);
  ofMap.set(key, names);
  return names;
}

const CLOCK = /^(now|getTime|Date|setTimeout)$/;

const readsClock = (map: CodeMap, unit: Span): boolean =>
  map.callsNamed(CLOCK).some((id) => {
    const call = map.facts.calls[id];
    return call !== undefined && contains(unit, call.start);
  });

type Changes = readonly ChangeFact[];

/** Failures are counted and compared: the count, and what it sets. */
function openedByCount(map: CodeMap, unit: Span, changes: Changes): readonly string[] {
  const counters = new Set([
    ...changes
      .filter((one) => isIncrement(one) && isOnFailure(map, one))
      .map(({ target }) => lastName(target) ?? ''),
    ...failureLists(map, unit),
  ]);
  return [...counters].flatMap((counter) => {
    const isReset = changes.some((one) => countedName(one.target) === counter && isZero(one.value));
    if (!isReset) return [];
    const opened = map
      .statements('if')
      .filter((one) => contains(unit, one.start))
      .flatMap((one) => reachedIn(map, one, counter))
      .flatMap((span) => changedIn(map, changes, span));
    return [counter, ...opened];
  });
}

/** What a span of code changes, itself or through functions of the file that it calls. */
function changedIn(map: CodeMap, changes: readonly ChangeFact[], reached: Span): readonly string[] {
  const called = map
    .callsWithin(reached)
    .flatMap((id) => ownFunctions(map, lastName(map.facts.calls[id]?.callee ?? NOTHING)))
    .flatMap((id) => map.facts.functions[id] ?? []);
  return changes
    .filter(({ start }) => [reached, ...called].some((span) => contains(span, start)))
    .flatMap(({ target }) => lastName(target) ?? []);
}

const NOTHING: Expression = { kind: 'other', what: 'nothing' };

const isIncrement = ({ operator, value }: ChangeFact): boolean =>
  operator === '++' ||
  operator === '+=' ||
  (operator === '=' && value?.kind === 'binary' && value.operator === '+');

const isZero = (value: Expression | null): boolean =>
  (value?.kind === 'literal' && (value.value === 0 || value.value === null)) ||
  (value?.kind === 'array' && value.elements.length === 0);

/** `failures.push(Date.now())` on a failure: a list whose length is the count. */
const failureLists = (map: CodeMap, unit: Span): readonly string[] =>
  map.callsNamed(PUSH).flatMap((id) => {
    const call = map.facts.calls[id];
    return call?.callee.kind === 'member' && contains(unit, call.start) && isOnFailure(map, call)
      ? (lastName(call.callee.object) ?? [])
      : [];
  });

const PUSH = /^push$/;

/** "failures" of `failures`, `this.failures` and `this.failures.length`. */
const countedName = (expression: Expression): string | null =>
  expression.kind === 'member' && expression.property === 'length'
    ? lastName(expression.object)
    : lastName(expression);

/** Code that runs when the count has reached its limit: a branch, or what a branch below it leaves. */
function reachedIn(map: CodeMap, branch: IfFact, counter: string): readonly Span[] {
  const comparison = comparisonOf(branch.test, counter);
  if (comparison === 'reached') return [branch.then];
  if (comparison === null) return [];
  if (branch.otherwise !== null) return [branch.otherwise];
  const end = map.facts.functions[branch.function]?.end;
  return leavesIn(map, branch) && end !== undefined ? [{ start: branch.end, end }] : [];
}

function comparisonOf(test: Expression, counter: string): 'reached' | 'below' | null {
  const pending = [test];
  for (let one = pending.pop(); one !== undefined; one = pending.pop()) {
    if (one.kind === 'binary' && /^[<>]=?$/.test(one.operator)) {
      const isGreater = one.operator.startsWith('>');
      if (countedName(one.left) === counter) return isGreater ? 'reached' : 'below';
      if (countedName(one.right) === counter) return isGreater ? 'below' : 'reached';
    }
    pending.push(...children(one));
  }
  return null;
}

/** A failure sets a time until which calls are refused. */
const openedForATime = (map: CodeMap, changes: Changes): readonly string[] =>
  changes.flatMap((one) => {
    const name = lastName(one.target);
    if (name === null || one.operator !== '=' || one.value === null) return [];
    return isTime(map, one.value) && isOnFailure(map, one) ? [name] : [];
  });

function isTime({ facts }: CodeMap, value: Expression): boolean {
  const pending = [value];
  for (let one = pending.pop(); one !== undefined; one = pending.pop()) {
    const call = one.kind === 'call' ? facts.calls[one.call] : undefined;
    if (
      call !== undefined &&
      /^(now|Date|getTime|addMinutes|addSeconds)$/.test(lastName(call.callee) ?? '')
    )
      return true;
    if (call !== undefined) pending.push(...call.arguments);
    // What is kept with its time is a cache: `{ value, at: Date.now() }`.
    if (one.kind !== 'object') pending.push(...children(one));
  }
  return false;
}

const failing = new WeakMap<CodeMap, readonly Span[]>();

/** In a handler, or in a function that a handler calls or that is named for failures. */
function isOnFailure(map: CodeMap, { start }: { readonly start: number }): boolean {
  const spans = failing.get(map) ?? failureSpans(map);
  failing.set(map, spans);
  return spans.some((span) => contains(span, start));
}

const FAILURE_NAME = /(failures?|errors?|trip|open(circuit)?)$/i;

function failureSpans(map: CodeMap): readonly Span[] {
  const handlers = map
    .statements('try')
    .flatMap(({ handler }) => (handler === null ? [] : [handler]));
  const called = new Set(
    handlers
      .flatMap((handler) => map.callsWithin(handler))
      .map((id) => lastName(map.facts.calls[id]?.callee ?? NOTHING)),
  );
  const functions = map.facts.functions.filter(
    ({ name, kind }) =>
      kind !== 'module' && name !== null && (called.has(name) || FAILURE_NAME.test(name)),
  );
  return [...handlers, ...functions];
}
