import type { Expression, FileFacts, FunctionId } from '../../parse/facts.js';
import { oncePer } from '../../text/once.js';
import type { Engine } from '../engine.js';
import type { Place } from '../values.js';
import { decided } from './decided.js';

type Branch = Extract<FileFacts['statements'][number], { kind: 'if' }>;
type Exit = Extract<FileFacts['statements'][number], { kind: 'return' | 'throw' }>;

interface Ways {
  readonly branches: Branch[];
  readonly exits: Exit[];
}

/** The returns of a function that its tests leave for the arguments of one call: `bucketOf(false)`. */
export function returnsLeft(
  engine: Engine,
  returns: readonly Expression[],
  place: Place,
): readonly Expression[] {
  const facts = returns.length < 2 || place.frame === null ? undefined : engine.facts(place.file);
  const ways = facts && waysIn(facts).get(place.function);
  if (ways === undefined || ways.branches.length === 0) return returns;
  const tests = ways.branches.flatMap((branch) => {
    const outcome = decided(engine, branch.test, place);
    return outcome === null ? [] : [{ branch, outcome }];
  });
  const given = ways.exits.filter((exit) => exit.kind === 'return' && exit.value !== null);
  if (given.length !== returns.length) return returns;
  const left = returns.filter((_, index) => {
    const exit = given[index];
    return exit === undefined || !tests.some((test) => isShutBy(ways, exit, test));
  });
  return left.length === 0 ? returns : left;
}

interface Decided {
  readonly branch: Branch;
  readonly outcome: boolean;
}

/** Whether no way leads to an exit: the test lets into another branch, or out of the function before it. */
function isShutBy(ways: Ways, { start }: Exit, { branch, outcome }: Decided): boolean {
  const { then, otherwise, end } = branch;
  if (contains(then, start)) return !outcome;
  if (otherwise !== null && contains(otherwise, start)) return outcome;
  const taken = outcome ? then : otherwise;
  return taken !== null && end <= start && leaves(ways, taken) && isOnWay(ways, branch, start);
}

/** Whether the function ends with the branch, whatever is tested in there. */
const leaves = ({ branches, exits }: Ways, taken: Span): boolean =>
  exits.some(
    (exit) =>
      contains(taken, exit.start) &&
      !branches.some((one) => contains(taken, one.start) && contains(one, exit.start)),
  );

/** Whether whoever gets to the offset has passed the branch. */
const isOnWay = ({ branches }: Ways, branch: Branch, offset: number): boolean =>
  branches.every((one) => one === branch || !contains(one, branch.start) || contains(one, offset));

interface Span {
  readonly start: number;
  readonly end: number;
}

const contains = ({ start, end }: Span, offset: number): boolean => start <= offset && offset < end;

const waysIn = oncePer((facts: FileFacts): ReadonlyMap<FunctionId, Ways> => {
  const ways = new Map<FunctionId, Ways>();
  for (const one of facts.statements) {
    if (one.kind !== 'if' && one.kind !== 'return' && one.kind !== 'throw') continue;
    const own = ways.get(one.function) ?? { branches: [], exits: [] };
    ways.set(one.function, own);
    if (one.kind === 'if') own.branches.push(one);
    else own.exits.push(one);
  }
  return ways;
});
