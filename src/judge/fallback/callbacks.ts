import type { CallFact, Expression, FunctionFact, FunctionId } from '../../parse/facts.js';
import type { IfFact } from '../../parse/statement-facts.js';
import { contains, type CodeMap } from '../code/code-map.js';
import type { Handler } from './handler-paths.js';
import { handled, type Handled } from './handlers.js';
import type { Judging } from '../judging.js';
import type { Point } from '../code/points.js';

/** What the callback of a call does with its failure; null where no callback is told of it. */
export function callbackHandled(judging: Judging, { file, call: id }: Point): Handled | null {
  const map = judging.map(file);
  const call = map?.facts.calls[id];
  if (map === null || call === undefined) return null;
  const callback = call.arguments
    .map((one) => functionOf(map, one))
    .findLast((one) => one !== null);
  if (callback == null) return null;
  const fact = map.facts.functions[callback];
  const failure = fact && failureParameter(map, fact);
  return fact === undefined || failure == null
    ? null
    : outcomeOf(judging, { map, fact, callback, failure });
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
