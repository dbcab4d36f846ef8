import type { Breaker } from '../../model/assessment.js';
import type { CallFact, CallId, Expression, FileFacts, FunctionId } from '../../parse/facts.js';
import { children } from '../../resolve/expressions/children.js';
import type { ExternalValue } from '../../resolve/values.js';
import type { CodeMap } from '../code/code-map.js';
import type { Judging } from '../judging.js';

/** How long what a library made lives; undefined where that depends on who asked for it. */
export function lifeOf(
  judging: Judging,
  { creations: [made], origin }: ExternalValue,
): Breaker['scope'] {
  if (made === undefined) return undefined;
  const { file, function: id, class: owner } = made.place;
  const map = judging.map(file);
  const around = map?.facts.functions[id];
  if (map == null || around === undefined) return undefined;
  if (origin.at(-1)?.what.startsWith('@') === true) return 'module';
  if (id === 0) return owner === null ? 'module' : 'object';
  if (around.kind === 'constructor') return 'object';
  const at = map.facts.calls.findIndex(
    ({ start, function: inner }) => start === made.start && inner === id,
  );
  const call = map.facts.calls[at];
  if (call === undefined || runsOnce(judging, file, id)) return undefined;
  return inFunction(map, { call, at, function: id });
}

/** `main()` at the top of a file. */
const runsOnce = (judging: Judging, file: string, id: FunctionId): boolean =>
  judging.targets
    .callersOf({ file, function: id })
    .some((point) => judging.call(point)?.function === 0);

interface Made {
  readonly call: CallFact;
  readonly at: CallId;
  readonly function: FunctionId;
}

function inFunction(map: CodeMap, { call, at, function: id }: Made): Breaker['scope'] {
  const { facts } = map;
  if (call.use === 'receiver' && call.memberCalled === true) return 'call';
  const isKept = facts.writes.some(
    ({ target, value, function: inner }) =>
      inner === id && target.object.kind === 'this' && value.kind === 'call' && value.call === at,
  );
  if (isKept) return 'object';
  const { variable } = call;
  if (call.use !== 'variable' || variable === undefined) return undefined;
  if (facts.bindings[variable]?.function !== id || escapes(map, variable, id)) return undefined;
  return usedIn(facts, variable, id) ? 'call' : undefined;
}

/** Whether something outside of the function may keep what a variable holds. */
function escapes(map: CodeMap, variable: number, id: FunctionId): boolean {
  const { facts } = map;
  if (map.argumentsOfBinding(variable).length > 0) return true;
  const isInside = (inner: FunctionId): boolean => map.isWithinFunction(inner, id);
  const values = [
    ...facts.functions.flatMap(({ returns }, inner) => (isInside(inner) ? returns : [])),
    ...facts.writes.flatMap(({ value, function: inner }) => (isInside(inner) ? [value] : [])),
    ...facts.bindings.flatMap(({ value, function: inner, assigned = [] }) =>
      isInside(inner) ? [...(value === undefined ? [] : [value]), ...assigned] : [...assigned],
    ),
  ];
  return (
    values.some((value) => holds(value, variable)) ||
    // A function within, which may be handed out, uses it.
    facts.calls.some(
      ({ callee, function: inner }) =>
        inner !== id && isInside(inner) && rootOf(callee) === variable,
    )
  );
}

const usedIn = ({ calls }: FileFacts, variable: number, id: FunctionId): boolean =>
  calls.some(({ callee, function: inner }) => inner === id && rootOf(callee) === variable);

function rootOf(callee: Expression): number | null {
  let current = callee;
  while (current.kind === 'member') current = current.object;
  return current.kind === 'name' ? current.binding : null;
}

function holds(root: Expression, variable: number): boolean {
  const pending = [root];
  for (let one = pending.pop(); one !== undefined; one = pending.pop()) {
    if (one.kind === 'name' && one.binding === variable) return true;
    pending.push(...children(one));
  }
  return false;
}
