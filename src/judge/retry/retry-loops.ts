import type { CallFact, Expression, FunctionId } from '../../parse/facts.js';
import type { IfFact, LoopFact, Span, TryFact } from '../../parse/statement-facts.js';
import { children } from '../../resolve/expressions/children.js';
import { contains, type CodeMap } from '../code/code-map.js';
import { failsOnlyClientErrors, passesOnlyClientErrors } from '../fallback/error-tests.js';
import { asksEachOnce } from '../fallback/ladders.js';
import type { Judging } from '../judging.js';
import type { Layer, Repetition } from '../surroundings/layers.js';
import { numberOf, onlyNumberOf } from '../settings/readings.js';

/** Where the failure of a call appears: the offset at which its promise is awaited. */
export interface Appearance {
  readonly map: CodeMap;
  readonly call: CallFact;
  readonly offset: number;
}

/** The innermost loop of the function that makes a failed call again; null where none does. */
export function retryLoop(judging: Judging, { map, call, offset }: Appearance): LoopFact | null {
  const loops = map.loopsAround(offset, call.function);
  const found = loops.find((loop) => repeatsFailures(map, loop, { call, offset }));
  // What is asked in each round is another function.
  return found === undefined || asksEachOnce(judging, map, call) ? null : found;
}

const COUNTS_ATTEMPTS = /attempt|retr(y|ies)|tries|tried|trial/i;

/** A failure stays inside the loop, and success or the number of attempts ends it. */
function repeatsFailures(
  map: CodeMap,
  loop: LoopFact,
  { call, offset }: { readonly call: CallFact; readonly offset: number },
): boolean {
  if (loop.loop === 'for-in') return false;
  const catching = map
    .triesAround(offset, call.function)
    .filter((one) => one.handler !== null && contains(loop.body, one.start));
  const isCounted =
    loop.test !== null && namesIn(loop.test).some((name) => COUNTS_ATTEMPTS.test(name));
  // Some calls report a failure in their result: then the loop asks for it.
  if (catching.length === 0) {
    return isCounted && leavesEarly(map, loop, offset) && asksForFailure(map, loop);
  }
  if (!catching.some((one) => goesOn(map, one))) return false;
  return isCounted || endsOnSuccess(map, loop, offset) || waitsForAnswer(map, loop, offset);
}

/** The handler lets the loop go on: no throw, return or break ends it in any case, or at every outage. */
function goesOn(map: CodeMap, { handler, function: id }: TryFact): boolean {
  if (handler === null) return false;
  const branches = map.branchesIn(id).filter((one) => contains(handler, one.start));
  return !map
    .within(handler, id)
    .some(
      (one) =>
        (one.kind === 'throw' ||
          one.kind === 'return' ||
          (one.kind === 'jump' && one.jump === 'break')) &&
        branches
          .filter((branch) => contains(branch, one.start))
          .every((branch) => isTakenByOutages(branch, one.start)),
    );
}

/** Repeating what was refused, such as 429, and nothing else is no help in an outage. */
const isTakenByOutages = ({ test, then }: IfFact, offset: number): boolean =>
  contains(then, offset) ? failsOnlyClientErrors(test) : passesOnlyClientErrors(test);

/** After the call a return or break leaves the loop, whatever the elements that it runs over. */
function endsOnSuccess(map: CodeMap, loop: LoopFact, offset: number): boolean {
  const tries = map.statements('try', loop.function);
  const isInHandler = (start: number): boolean =>
    tries.some(
      ({ handler }) =>
        handler !== null && contains(handler, start) && contains(loop, handler.start),
    );
  const branches = map.branchesIn(loop.function).filter((one) => contains(loop.body, one.start));
  return map.within(loop.body, loop.function).some(
    (one) =>
      (one.kind === 'return' || (one.kind === 'jump' && one.jump === 'break')) &&
      // `return await call()` starts before the call.
      one.end > offset &&
      !isInHandler(one.start) &&
      !branches.some((branch) => contains(branch, one.start)),
  );
}

/** `while (!answer) { try { answer = await call(); } catch { … } }`: what the call gave ends the loop. */
function waitsForAnswer(
  map: CodeMap,
  { test, body, function: id }: LoopFact,
  offset: number,
): boolean {
  if (test?.kind !== 'unary' || test.operator !== '!' || test.value.kind !== 'name') return false;
  const { binding } = test.value;
  const branches = map.branchesIn(id).filter((one) => contains(body, one.start));
  return map
    .statements('change', id)
    .some(
      ({ target, operator, value, start, end }) =>
        target.kind === 'name' &&
        target.binding === binding &&
        operator === '=' &&
        contains(body, start) &&
        end > offset &&
        !branches.some((branch) => contains(branch, start)) &&
        isGiven(map, value, offset),
    );
}

/** What the call at the offset gave, or that it gave something. */
function isGiven(map: CodeMap, value: Expression | null, offset: number): boolean {
  if (value === null) return false;
  if (value.kind === 'literal') return value.value === true;
  if (value.kind === 'await') return isGiven(map, value.value, offset);
  if (value.kind === 'call') return contains(map.facts.calls[value.call] ?? NOWHERE, offset);
  if (value.kind !== 'name' || value.binding === null) return false;
  const held = map.facts.bindings[value.binding]?.value;
  return held !== undefined && held.kind !== 'name' && isGiven(map, held, offset);
}

const NOWHERE: Span = { start: -1, end: -1 };

const leavesEarly = (map: CodeMap, loop: LoopFact, offset: number): boolean =>
  map
    .within(loop.body, loop.function)
    .some(
      (one) =>
        one.start > offset &&
        (one.kind === 'return' || (one.kind === 'jump' && one.jump === 'break')),
    );

const FAILED = /^(is)?(ok|success\w*|status\w*|err|errors?|fail\w*)$/i;
const OUTCOME = /^(ok|success|error|fail(ed|ure)?)$/i;

/** `if (response.ok) return response`: other loops look for something until it is there. */
const asksForFailure = (map: CodeMap, loop: LoopFact): boolean =>
  map
    .branchesIn(loop.function)
    .some(
      ({ start, test, then, function: id }) =>
        contains(loop.body, start) &&
        !anyOf(test).some(isState) &&
        namesIn(test).some((name) => FAILED.test(name)) &&
        !throwsAtOnce(map, then, id),
    );

/** `job.status === 'completed' || job.status === 'failed'`: how far a job is that was asked about with success. */
const isState = (test: Expression): boolean =>
  test.kind === 'binary' &&
  [test.left, test.right].some(
    (one) => one.kind === 'literal' && typeof one.value === 'string' && !OUTCOME.test(one.value),
  );

/** Throws whatever else holds: what failed leaves the loop. */
function throwsAtOnce(map: CodeMap, span: Span, id: FunctionId): boolean {
  const branches = map.branchesIn(id).filter((one) => contains(span, one.start));
  return map
    .within(span, id)
    .some((one) => one.kind === 'throw' && !branches.some((branch) => contains(branch, one.start)));
}

function namesIn(expression: Expression): readonly string[] {
  const found: string[] = [];
  const pending = [expression];
  for (let one = pending.pop(); one !== undefined; one = pending.pop()) {
    if (one.kind === 'name') found.push(one.name);
    if (one.kind === 'member' && one.property !== null) found.push(one.property);
    pending.push(...children(one));
  }
  return found;
}

/** The repository's own repetition of a call: a loop, or a function that calls itself on failure. */
export function retryLayers(judging: Judging, appearance: Appearance): readonly Layer[] {
  const { map } = appearance;
  const { file } = map.facts;
  const loop = retryLoop(judging, appearance);
  if (loop !== null) {
    const mark = { file, start: loop.start, what: 'a loop that tries again' };
    const retry = attemptsOf(judging, map, loop);
    return [{ mark, by: 'own-code', retry, source: { by: 'loop', loop } }];
  }
  const again = selfCall(judging, appearance);
  if (again === null) return [];
  const mark = { file, start: again.call.start, what: 'the function calls itself again' };
  const source = {
    by: 'recursion',
    handler: again.handler,
    function: appearance.call.function,
  } as const;
  return [{ mark, by: 'own-code', retry: {}, source }];
}

/** `attempt < 3`, `i <= MAX_RETRIES`, `retries > 0`. */
function attemptsOf(judging: Judging, map: CodeMap, loop: LoopFact): Repetition {
  const { test, function: id } = loop;
  if (test === null) return attemptsInside(judging, map, loop);
  if (test.kind !== 'binary') return {};
  const { file } = map.facts;
  const limit = onlyNumberOf(judging.values(test.right, { file, function: id }));
  if (limit === undefined || !Number.isInteger(limit) || limit < 1) return {};
  const start = initialOf(judging, map, test.left);
  if (test.operator === '<') return { attempts: Math.max(1, limit - start) };
  return test.operator === '<=' ? { attempts: Math.max(1, limit - start + 1) } : {};
}

/** `for (let attempt = 1; ; attempt++)` that `if (attempt >= 3) throw error` leaves. */
function attemptsInside(judging: Judging, map: CodeMap, loop: LoopFact): Repetition {
  const { file } = map.facts;
  const { function: id, body } = loop;
  const leaving = map
    .branchesIn(id)
    .filter(({ start, then }) => contains(body, start) && leaves(map, then, id));
  for (const one of leaving.flatMap(({ test }) => anyOf(test))) {
    if (one.kind !== 'binary' || !/^(>=?|={2,3})$/.test(one.operator)) continue;
    if (!countsRounds(map, loop, one.left)) continue;
    const limit = onlyNumberOf(judging.values(one.right, { file, function: id }));
    const attempts =
      (limit ?? NaN) - initialOf(judging, map, one.left) + (one.operator === '>' ? 2 : 1);
    if (Number.isInteger(attempts) && attempts > 0) return { attempts };
  }
  return {};
}

const leaves = (map: CodeMap, span: Span, id: FunctionId): boolean =>
  map
    .within(span, id)
    .some(
      (one) =>
        one.kind === 'throw' ||
        one.kind === 'return' ||
        (one.kind === 'jump' && one.jump === 'break'),
    );

/** The parts of which one is enough. */
const anyOf = (test: Expression): readonly Expression[] =>
  test.kind === 'logical' && test.operator === '||'
    ? [...anyOf(test.left), ...anyOf(test.right)]
    : [test];

/** A counter that the loop's own head declares. */
function countsRounds({ facts }: CodeMap, { start, body }: LoopFact, counter: Expression): boolean {
  if (counter.kind !== 'name' || counter.binding === null) return false;
  const declared = facts.bindings[counter.binding]?.start ?? -1;
  return start <= declared && declared < body.start;
}

function initialOf(judging: Judging, { facts }: CodeMap, counter: Expression): number {
  if (counter.kind !== 'name' || counter.binding === null) return 0;
  const binding = facts.bindings[counter.binding];
  if (binding?.value === undefined) return 0;
  const where = { file: facts.file, function: binding.function };
  return numberOf(judging.values(binding.value, where)) ?? 0;
}

interface Again {
  readonly call: CallFact;
  readonly handler: Span;
}

/** In a handler around the call, its own function is called again, perhaps by a timer. */
function selfCall(judging: Judging, { map, call, offset }: Appearance): Again | null {
  const { file } = map.facts;
  for (const { handler } of map.triesAround(offset, call.function)) {
    if (handler === null) continue;
    for (const id of map.callsWithin(handler)) {
      const reaches = judging
        .callees({ file, call: id })
        .some(
          (value) =>
            value.kind === 'function' && value.file === file && value.function === call.function,
        );
      const again = reaches ? map.facts.calls[id] : undefined;
      if (again !== undefined) return { call: again, handler };
    }
  }
  return null;
}
