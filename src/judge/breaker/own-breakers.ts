import type { CallFact, CallId, Expression, FunctionId } from '../../parse/facts.js';
import type { IfFact, Span } from '../../parse/statement-facts.js';
import { lastName } from '../../resolve/indexes/callee-names.js';
import { children } from '../../resolve/expressions/children.js';
import { contains, type CodeMap } from '../code/code-map.js';
import type { Judging } from '../judging.js';
import type { Layer } from '../surroundings/layers.js';
import { leavesIn, openingNames, ownFunctions } from './opening.js';

/**
 * A circuit breaker of the repository's own, recognised by what it does: a test in front of the
 * call refuses it, and what is tested was set because calls failed, until some time has passed.
 */
export function breakerLayers(judging: Judging, map: CodeMap, call: CallFact): readonly Layer[] {
  const unit = unitOf(map, call.function);
  const { file } = map.facts;
  for (const { test, start } of gatesBefore(map, call)) {
    const state = asksOpening(map, unit, () => namesAsked(map, { unit, tests: [test], depth: 0 }))
      ? { file, unit }
      : askedBreaker(judging, map, test);
    if (state === null) continue;
    const mark = { file, start, what: 'calls are refused while it is open' };
    return [{ mark, by: 'own-code', breaker: true, source: { by: 'state', ...state } }];
  }
  return [];
}

/** The code that shares the state of a breaker. */
interface State {
  readonly file: string;
  readonly unit: Span;
}

/** Whether what is asked for was set because calls failed. */
function asksOpening(map: CodeMap, unit: Span, asked: () => Iterable<string>): boolean {
  const opening = openingNames(map, unit);
  return opening.size > 0 && [...asked()].some((name) => opening.has(name));
}

/** `if (!this.breaker.allows()) …`: the state is that of an object of another class. */
function askedBreaker(judging: Judging, { facts }: CodeMap, test: Expression): State | null {
  for (const call of callsIn(test)) {
    for (const value of judging.callees({ file: facts.file, call })) {
      const map = value.kind === 'function' ? judging.map(value.file) : null;
      if (map === null || value.kind !== 'function') continue;
      const unit = unitOf(map, value.function);
      const name = map.facts.functions[value.function]?.name ?? '';
      const isAsked = asksOpening(map, unit, () =>
        namesAsked(map, { unit, tests: expressionsOf(map, unit, name), depth: 1 }),
      );
      if (isAsked) return { file: value.file, unit };
    }
  }
  return null;
}

function callsIn(test: Expression): readonly CallId[] {
  const found: CallId[] = [];
  const pending = [test];
  for (let one = pending.pop(); one !== undefined; one = pending.pop()) {
    if (one.kind === 'call') found.push(one.call);
    pending.push(...children(one));
  }
  return found;
}

/** The code that shares the breaker's state: the class, else the whole file. */
function unitOf({ facts }: CodeMap, id: FunctionId): Span {
  for (
    let current: FunctionId | null = id;
    current !== null;
    current = facts.functions[current]?.parent ?? null
  ) {
    const owner = facts.functions[current]?.class;
    const fact = owner == null ? undefined : facts.classes[owner];
    if (fact !== undefined) return fact;
  }
  return facts.functions[0] ?? { start: 0, end: 0 };
}

/** Branches before the call, in its function or in one that it calls first, that end it early. */
function gatesBefore(map: CodeMap, call: CallFact): readonly IfFact[] {
  const own = map
    .branchesIn(call.function)
    .filter((one) => one.start < call.start && !contains(one.then, call.start));
  const called = refusalsIn(map, call.function)
    .filter(({ start }) => start < call.start)
    .flatMap(({ branches }) => branches);
  return [...own.filter((one) => leavesIn(map, one)), ...called];
}

interface Refusal {
  readonly start: number;
  readonly branches: readonly IfFact[];
}

const refusals = new WeakMap<CodeMap, Map<FunctionId, readonly Refusal[]>>();

/** Calls in a function of functions of the file that may throw; worked out once for each function. */
function refusalsIn(map: CodeMap, id: FunctionId): readonly Refusal[] {
  const known = refusals.get(map) ?? new Map<FunctionId, readonly Refusal[]>();
  refusals.set(map, known);
  const before = known.get(id);
  if (before !== undefined) return before;
  const found = map.callsIn(id).flatMap(({ callee, start, use }): readonly Refusal[] => {
    if (use === 'argument') return [];
    const branches = ownFunctions(map, lastName(callee)).flatMap((called) =>
      map.branchesIn(called).filter((one) => throwsIn(map, one)),
    );
    return branches.length === 0 ? [] : [{ start, branches }];
  });
  known.set(id, found);
  return found;
}

const throwsIn = (map: CodeMap, branch: IfFact): boolean =>
  map.within(branch.then, branch.function).some(({ kind }) => kind === 'throw');

/** Functions that a test leads through, one calling the next. */
const DEEPEST_QUESTION = 3;

interface Question {
  readonly unit: Span;
  readonly tests: readonly Expression[];
  readonly depth: number;
}

/** Names and members that tests ask for, themselves and through functions of the unit. */
function namesAsked(map: CodeMap, { unit, tests, depth }: Question): ReadonlySet<string> {
  const names = new Set<string>();
  for (let asked = tests; asked.length > 0; depth++) {
    const found = asked
      .flatMap((test) => spelledNames(map, test))
      .filter((name) => !names.has(name));
    for (const name of found) names.add(name);
    if (depth >= DEEPEST_QUESTION) break;
    asked = [...new Set(found)].flatMap((name) => expressionsOf(map, unit, name));
  }
  return names;
}

/** Every name and member in an expression and in the calls that it makes. */
function spelledNames({ facts }: CodeMap, test: Expression): readonly string[] {
  const names: string[] = [];
  const pending = [test];
  for (let one = pending.pop(); one !== undefined; one = pending.pop()) {
    if (one.kind === 'name') names.push(one.name);
    if (one.kind === 'member' && one.property !== null) names.push(one.property);
    const call = one.kind === 'call' ? facts.calls[one.call] : undefined;
    if (call !== undefined) pending.push(call.callee, ...call.arguments);
    pending.push(...children(one));
  }
  return names;
}

/** What a function or getter of the unit tests and returns, or a variable of it holds. */
function expressionsOf(map: CodeMap, unit: Span, name: string): readonly Expression[] {
  const functions = ownFunctions(map, name).filter((id) =>
    contains(unit, map.facts.functions[id]?.start ?? -1),
  );
  const inside = functions.flatMap((id) => [
    ...map.branchesIn(id).map(({ test }) => test),
    ...(map.facts.functions[id]?.returns ?? []),
  ]);
  const variables = map.variablesNamed(name).filter(({ start }) => contains(unit, start));
  return [...inside, ...variables.flatMap(({ value }) => (value === undefined ? [] : [value]))];
}
