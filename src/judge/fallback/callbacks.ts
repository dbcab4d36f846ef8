import type { CallFact, Expression, FunctionFact, FunctionId } from '../../parse/facts.js';
import type { IfFact } from '../../parse/statement-facts.js';
import { lastName } from '../../resolve/indexes/callee-names.js';
import { contains, type CodeMap } from '../code/code-map.js';
import type { Handler } from './handler-paths.js';
import { handled, type Handled } from './handlers.js';
import type { Judging } from '../judging.js';
import type { Point } from '../code/points.js';

/**
 * What the callback of a call does with its failure; null where no callback is told of it. What
 * stands in the callback is started after the call has ended: of its failures the callback is not told.
 */
export function callbackHandled(
  judging: Judging,
  { file, call: id }: Point,
  within?: FunctionId,
): Handled | null {
  const map = judging.map(file);
  const call = map?.facts.calls[id];
  if (map === null || call === undefined) return null;
  const functions = call.arguments.map((one) => functionOf(map, one));
  const index = functions.findLastIndex((one) => one !== null);
  const callback = functions[index];
  const fact = callback == null ? undefined : map.facts.functions[callback];
  if (callback == null || fact === undefined || isForItems(call, index, fact)) return null;
  const failure = failureParameter(map, fact);
  if (failure === null) return null;
  return callback === within ? 'passed-on' : outcomeOf(judging, { map, fact, callback, failure });
}

const FOR_ITEMS =
  /^(map|flatMap|filter|reject|forEach|some|every|reduce|reduceRight|sort|toSorted|groupBy|sortBy|keyBy|uniqBy|partition|takeWhile|findIndex|findLast|findLastIndex)$/;
const FOR_ITEMS_OR_FAILURE = /^(each|find)$/;

/** `list.map((e) => …)`, `_.map(list, (e) => …)`: a function of items, whatever it calls them. */
function isForItems({ callee }: CallFact, index: number, { parameters }: FunctionFact): boolean {
  const name = lastName(callee) ?? '';
  if (index > 1) return false;
  return FOR_ITEMS.test(name) || (FOR_ITEMS_OR_FAILURE.test(name) && parameters.length === 1);
}

function functionOf({ facts }: CodeMap, argument: Expression): FunctionId | null {
  if (argument.kind === 'function') return argument.function;
  if (argument.kind !== 'name' || argument.binding === null) return null;
  const binding = facts.bindings[argument.binding];
  if (binding?.declares !== undefined) return binding.declares;
  return binding?.value?.kind === 'function' ? binding.value.function : null;
}

/** Node's convention: the failure comes first. */
function failureParameter(
  { facts }: CodeMap,
  { parameters: [first] }: FunctionFact,
): number | null {
  if (first?.binding === undefined) return null;
  const name = facts.bindings[first.binding]?.name ?? '';
  return /^_?(e|er|err|error|\w*Err|\w*Error)$/.test(name) ? first.binding : null;
}

interface Callback {
  readonly map: CodeMap;
  readonly fact: FunctionFact;
  readonly callback: FunctionId;
  readonly failure: number;
}

/** `if (error) { … }`: what is done there. Without such a test the failure is not looked at. */
function outcomeOf(judging: Judging, { map, fact, callback, failure }: Callback): Handled {
  const branch = map.branchesIn(callback).find((one) => asksFor(one, failure));
  const { file } = map.facts;
  const base = { file, function: callback, failure };
  if (branch === undefined) {
    const whole: Handler = { ...base, span: fact };
    return forwards(map, fact, failure) ? 'passed-on' : handled(judging, whole);
  }
  return handled(judging, { ...base, span: branch.then });
}

const asksFor = ({ test }: IfFact, failure: number): boolean =>
  (test.kind === 'name' && test.binding === failure) ||
  ((test.kind === 'binary' || test.kind === 'logical') &&
    test.left.kind === 'name' &&
    test.left.binding === failure);

/** The failure is handed to another callback: `done(error, result)`. */
const forwards = ({ facts }: CodeMap, span: FunctionFact, failure: number): boolean =>
  facts.calls.some(
    (call: CallFact) =>
      contains(span, call.start) &&
      call.arguments.some((one) => one.kind === 'name' && one.binding === failure) &&
      call.callee.kind === 'name',
  );
