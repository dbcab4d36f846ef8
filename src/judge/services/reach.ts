import type { Expression } from '../../parse/facts.js';
import type { Span } from '../../parse/statement-facts.js';
import type { ClassPlace } from '../../resolve/knowledge.js';
import type { Value } from '../../resolve/values.js';
import { ancestorsOf } from '../code/ancestors.js';
import { contains } from '../code/code-map.js';
import { placeOf, type Judging } from '../judging.js';
import type { FunctionPlace, Point } from '../code/points.js';

/** Where a search begins: a function, or a part of it. */
export interface Root extends FunctionPlace {
  readonly span?: Span;
}

/** A call that runs when a function does, and the calls that lead from the function to it. */
export interface Reached {
  readonly point: Point;
  readonly via: readonly Point[];
}

const DEEPEST = 8;
const MOST_FUNCTIONS = 300;

/** Every call that functions make, themselves and through functions of the repository. */
export function reachedFrom(judging: Judging, roots: readonly Root[]): readonly Reached[] {
  const reached: Reached[] = [];
  const seen = new Set<string>();
  const pending = roots.map((place) => ({ place, via: [] as readonly Point[] }));
  for (let next = pending.shift(); next !== undefined; next = pending.shift()) {
    const { place, via } = next;
    const key = keyOf(place);
    if (seen.has(key) || seen.size >= MOST_FUNCTIONS) continue;
    seen.add(key);
    for (const point of callsIn(judging, place)) {
      reached.push({ point, via });
      if (via.length >= DEEPEST) continue;
      const inner = [...via, point];
      pending.push(...runBy(judging, point).map((one) => ({ place: one, via: inner })));
    }
  }
  return reached;
}

const keyOf = ({ file, function: id, span }: Root): string =>
  `${file}\0${id}\0${span?.start ?? ''}`;

/** Calls in the body of a function and of those that are written in it. */
function callsIn(judging: Judging, { file, function: id, span }: Root): readonly Point[] {
  const map = judging.map(file);
  if (map === null) return [];
  return [...map.facts.calls.entries()].flatMap(([call, fact]) =>
    map.isWithinFunction(fact.function, id) && (span === undefined || contains(span, fact.start))
      ? [{ file, call }]
      : [],
  );
}

/** Functions of the repository that a call runs: its callee, and those handed over by name. */
function runBy(judging: Judging, point: Point): readonly FunctionPlace[] {
  const call = judging.call(point);
  if (call === undefined) return [];
  const callees = judging.callees(point).flatMap((value) => functionsOf(judging, value));
  const handed = call.arguments
    .filter(isNamed)
    .flatMap((argument) => judging.resolver.evaluate(argument, placeOf(point.file, call)))
    .flatMap((value) => (value.kind === 'function' ? functionsOf(judging, value) : []));
  return [...callees, ...handed];
}

const isNamed = ({ kind }: Expression): boolean => kind === 'name' || kind === 'member';

/** A class that is called stands for its constructor, or that of what it extends. */
export function functionsOf(judging: Judging, value: Value): readonly FunctionPlace[] {
  if (value.kind === 'function') return [{ file: value.file, function: value.function }];
  if (value.kind !== 'class') return [];
  const own = constructorsOf(judging, value);
  if (own.length > 0) return own;
  const bases = ancestorsOf(judging.resolver, value).map((one) => constructorsOf(judging, one));
  return bases.find((found) => found.length > 0) ?? [];
}

const constructorsOf = (judging: Judging, { file, class: id }: ClassPlace): FunctionPlace[] =>
  (judging.facts(file)?.classes[id]?.members ?? []).flatMap((member) =>
    member.kind === 'constructor' && member.function !== undefined
      ? [{ file, function: member.function }]
      : [],
  );
