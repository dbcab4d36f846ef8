import type { Expression } from '../../parse/facts.js';
import { failedSide, failedSpan, type Asked } from './answered-failures.js';
import { answerOf, type AnswerRead } from './answers-read.js';
import { children } from '../../resolve/expressions/children.js';
import type { CodeMap } from '../code/code-map.js';
import type { Handled } from './handled.js';
import type { Judging } from '../judging.js';
import type { Layer } from '../surroundings/layers.js';
import type { Point } from '../code/points.js';

/** What results call a failure, and what says that there is none. */
const FAILURE = /^(e|err|error|failure|reason|exception)$|(Err|Error|Failure)$/;
const ANSWER = /^(ok|success|succeeded|isOk|isSuccess|data|value|result)$/;

/**
 * Layers of a call that gives failures as results, as far as the code that has the result does not
 * decide otherwise: `const [err, user] = await to(load()); if (err) throw err;`.
 */
export function carried(
  judging: Judging,
  { file, call }: Point,
  layers: readonly Layer[],
): readonly Layer[] {
  const map = judging.map(file);
  if (map === null || !layers.some(isCarrying)) return layers;
  const read = answerOf(map, call, namesFailure);
  const said = read === null ? null : madeOf(judging, map, named(map, read));
  if (said === null || said === 'reported') return layers;
  return layers.map((layer) => (isCarrying(layer) ? become(layer, said) : layer));
}

const isCarrying = ({ fallback, isThrown }: Layer): boolean =>
  fallback === 'reported' && isThrown !== true;

const namesFailure = (name: string): boolean => FAILURE.test(name);

function madeOf(judging: Judging, map: CodeMap, read: AnswerRead): Handled | null {
  // Who asks what kind of failure it is may treat an outage in another way than the rest.
  const isAskedMore = map
    .branchesIn(read.function)
    .some(({ test }) => asksWhich(test, read.failures));
  if (isAskedMore) return null;
  const asked: Asked = { read, namesFailure, namesAnswer: (name) => ANSWER.test(name) };
  // `if (!found.success) return null`: the failure is still one, though its reason is left out.
  return givesNothing(map, asked) ? null : failedSide(judging, map, asked);
}

function givesNothing(map: CodeMap, asked: Asked): boolean {
  const span = failedSpan(map, asked);
  const statements = span === null ? [] : map.within(span, asked.read.function);
  const exit = statements.find(({ kind }) => kind === 'return' || kind === 'throw');
  return exit?.kind === 'return' && isNothing(exit.value);
}

const isNothing = (value: Expression | null): boolean =>
  value === null ||
  (value.kind === 'literal' && value.value === null) ||
  (value.kind === 'name' && value.name === 'undefined');

function asksWhich(test: Expression, failures: readonly number[]): boolean {
  if (test.kind === 'member' && test.object.kind === 'name')
    return test.object.binding !== null && failures.includes(test.object.binding);
  return children(test).some((one) => asksWhich(one, failures));
}

/** What the variables that hold parts of a result are by their names: an array gives its parts none. */
function named(map: CodeMap, read: AnswerRead): AnswerRead {
  const nameOf = (index: number): string => map.facts.bindings[index]?.name ?? '';
  const failures = read.others.filter((one) => namesFailure(nameOf(one)));
  return {
    ...read,
    failures: [...read.failures, ...failures],
    others: read.others.filter((one) => ANSWER.test(nameOf(one))),
  };
}

function become(layer: Layer, said: Handled): Layer {
  if (said === 'thrown-answer') return { ...layer, isThrown: true };
  const others = Object.entries(layer).filter(([key]) => key !== 'fallback');
  const rest = Object.fromEntries(others) as unknown as Layer;
  return said === 'passed-on' ? rest : { ...rest, fallback: said };
}
