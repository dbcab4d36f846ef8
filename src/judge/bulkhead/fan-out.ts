import type { CallFact, CallId, Expression } from '../../parse/facts.js';
import type { CodeMap } from '../code/code-map.js';
import { combinatorOf, listTaking } from '../code/collected-promises.js';
import { invocationsOf } from '../code/invocations.js';
import { memberName, placeOf, type Judging } from '../judging.js';
import type { FunctionPlace, Mark, Point } from '../code/points.js';
import { isShortList } from '../code/short-lists.js';

/** Further out, a call is made in some rounds only, and the word "every" is no longer true. */
const DEEPEST = 2;

/** Finds what starts a call for every item of a list at once: `Promise.all(items.map(load))`. */
export class FanOut {
  readonly #judging: Judging;
  readonly #known = new Map<string, Mark | null>();

  constructor(judging: Judging) {
    this.#judging = judging;
  }

  /** The place that starts all of them; null where the call is made one at a time, or a few times. */
  of(point: Point): Mark | null {
    return this.#at(point, 0);
  }

  #at(point: Point, depth: number): Mark | null {
    const map = this.#judging.map(point.file);
    const call = this.#judging.call(point);
    if (map === null || call === undefined || depth > DEEPEST) return null;
    return (
      collectedInLoop(this.#judging, map, point.call) ??
      this.#ofFunction({ file: point.file, function: call.function }, depth)
    );
  }

  #ofFunction(place: FunctionPlace, depth: number): Mark | null {
    if (place.function === 0) return null;
    // From further out less is seen.
    const key = `${String(depth)}:${String(place.function)}:${place.file}`;
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const found = this.#byInvocations(place, depth);
    this.#known.set(key, found);
    return found;
  }

  #byInvocations(place: FunctionPlace, depth: number): Mark | null {
    for (const { point } of invocationsOf(this.#judging, place)) {
      const found = this.#forEachItem(point, place) ?? this.#at(point, depth + 1);
      if (found !== null) return found;
    }
    return null;
  }

  /** The function is run for each item, and all that it starts is waited for together or not at all. */
  #forEachItem({ file, call: id }: Point, target: FunctionPlace): Mark | null {
    const map = this.#judging.map(file);
    const call = map?.facts.calls[id];
    if (map == null || call === undefined || this.#isShort(map, call)) return null;
    const name = memberName(call);
    if (name === 'map' || name === 'flatMap') return collected(map, id);
    const isAsync = this.#judging.facts(target.file)?.functions[target.function]?.async === true;
    return name === 'forEach' && isAsync
      ? { file, start: call.start, what: 'forEach with an async function' }
      : null;
  }

  #isShort(map: CodeMap, call: CallFact): boolean {
    const list = receiverOf(call);
    if (list === null || isShortList(this.#judging, map, list)) return true;
    // A list that another file declares: its elements are known by position.
    const values = this.#judging.resolver.evaluate(list, placeOf(map.facts.file, call));
    return (
      values.length > 0 &&
      values.every((value) => value.kind === 'list' && value.positions !== undefined)
    );
  }
}

/** The call that waits for all that a call yields; null where there is none. */
function collected(map: CodeMap, id: CallId): Mark | null {
  const call = map.facts.calls[id];
  if (call === undefined) return null;
  const place = map.argumentOfCall(id);
  const direct = place && waiting(map, place.call);
  if (direct != null) return direct;
  const next = map.continuation(id);
  if (next !== undefined) return collected(map, next);
  return call.variable === undefined ? null : waitingForVariable(map, call.variable);
}

function waitingForVariable(map: CodeMap, binding: number): Mark | null {
  const found = map.argumentsOfBinding(binding).map((one) => waiting(map, one.call));
  return found.find((mark) => mark !== null) ?? null;
}

function waiting({ facts }: CodeMap, id: CallId): Mark | null {
  const call = facts.calls[id];
  const name = combinatorOf(call);
  return call !== undefined && name !== null
    ? { file: facts.file, start: call.start, what: name }
    : null;
}

/** `for (…) tasks.push(load(item))`, and `Promise.all(tasks)` later. */
function collectedInLoop(judging: Judging, map: CodeMap, id: CallId): Mark | null {
  const call = map.facts.calls[id];
  const list = listFor(judging, map, id);
  if (call === undefined || list === null) return null;
  const [loop] = map.loopsAround(call.start, call.function);
  if (loop === undefined) return null;
  // A list that is made anew for each round holds what one round starts.
  const made = map.facts.bindings[list];
  if (made !== undefined && loop.start < made.start && made.start < loop.end) return null;
  return waitingForVariable(map, list);
}

/** The list that the promise of a call is put in, or that of the function that the call is handed. */
function listFor(judging: Judging, map: CodeMap, id: CallId): number | null {
  const place = map.argumentOfCall(id);
  if (place !== undefined) return listTaking(judging, { map, id: place.call, index: place.index });
  const index = map.facts.calls[id]?.arguments.findIndex(({ kind }) => kind === 'function') ?? -1;
  return index < 0 ? null : listTaking(judging, { map, id, index });
}

const receiverOf = ({ callee }: CallFact): Expression | null =>
  callee.kind === 'member' ? callee.object : null;
