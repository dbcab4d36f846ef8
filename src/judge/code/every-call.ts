import type { FileFacts, FunctionFact } from '../../parse/facts.js';
import { KeptAnswers } from '../../text/kept-answers.js';
import type { Judging } from '../judging.js';
import { FRAMEWORK_METHODS } from '../surroundings/unreached.js';
import { dispatchingCalls } from './dispatching-calls.js';
import { keysOf } from './literal-keys.js';
import { namedValues, wholeExportOf } from './named-values.js';
import { functionKey, pointKey, type FunctionPlace, type Point } from './points.js';
import { namesOf } from './targets.js';

/** What is called in more places is hardly shut off by all of them. */
const MOST_CALLS = 60;

/**
 * All calls of a function, where nothing else can run it: no framework, nobody who is handed it, and
 * no package outside. Null where there may be others.
 */
export const everyCall = (judging: Judging, place: FunctionPlace): readonly Point[] | null =>
  known.of(judging, functionKey(place), () => find(judging, place));

const known = new KeptAnswers<Judging, readonly Point[] | null>();

function find(judging: Judging, place: FunctionPlace): readonly Point[] | null {
  const facts = judging.facts(place.file);
  const fact = facts?.functions[place.function];
  if (facts === undefined || fact === undefined) return null;
  if (mayEnter(judging, place) || !isCalledByName(facts, fact)) return null;
  const names = namesOf(facts, place.function);
  if (names.length === 0 || names.some((name) => isValue(judging, name, place.file))) return null;
  if (keysOf(judging, place).length > 0) return null;
  const calls = distinct([
    ...names.flatMap((name) => callsUnder(judging, name, place)),
    ...judging.targets.callersOf(place),
    ...judging.targets.tableCallersOf(place),
    ...dispatchingCalls(judging, place),
  ]);
  const used = calls.filter(({ file, call }) => {
    const owner = judging.facts(file);
    const by = owner?.calls[call]?.function;
    return owner !== undefined && by !== undefined && !judging.isUnused(owner, by);
  });
  return used.length === 0 || used.length > MOST_CALLS ? null : used;
}

/** A framework, or whoever installs the package, may run it. */
const mayEnter = (judging: Judging, place: FunctionPlace): boolean =>
  judging.handlers.has(functionKey(place)) ||
  judging.kept.isKept(place) ||
  judging.package(place.file)?.published === true;

function isCalledByName(
  facts: FileFacts,
  { kind, class: owner, name, argumentOf }: FunctionFact,
): boolean {
  if (argumentOf !== undefined) return false;
  if (kind === 'function' || kind === 'arrow') return true;
  if (kind !== 'method' || owner === null || name === null) return false;
  const fact = facts.classes[owner];
  const member = fact?.members.find((one) => one.name === name);
  return member !== undefined && member.decorators.length === 0 && !FRAMEWORK_METHODS.test(name);
}

/** Calls of a name that mean the function, or of which nothing says what they mean. */
function callsUnder(judging: Judging, name: string, target: FunctionPlace): readonly Point[] {
  return judging.names.calls(name).filter((point) => {
    const values = judging.callees(point);
    if (values.length > 0)
      return values.some(
        (value) => value.kind === 'function' && functionKey(value) === functionKey(target),
      );
    return isTakenOut(judging, point);
  });
}

/** `api.send()`, `const { send } = api; send()`: of something that nothing is known of. */
function isTakenOut(judging: Judging, { file, call }: Point): boolean {
  const facts = judging.facts(file);
  const callee = facts?.calls[call]?.callee;
  if (callee?.kind !== 'name') return callee?.kind === 'member';
  return callee.binding !== null && facts?.bindings[callee.binding]?.path !== undefined;
}

const valuesOf = new WeakMap<Judging, ReadonlySet<string>>();

function isValue(judging: Judging, name: string, file: string): boolean {
  const names =
    valuesOf.get(judging) ??
    new Set([...judging.allFacts()].flatMap((one) => [...namedValues(one)]));
  valuesOf.set(judging, names);
  return names.has(name === 'default' ? wholeExportOf(file) : name);
}

const distinct = (points: readonly Point[]): readonly Point[] => [
  ...new Map(points.map((point) => [pointKey(point), point])).values(),
];
