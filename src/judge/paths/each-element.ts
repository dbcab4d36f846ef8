import type { CallFact } from '../../parse/facts.js';
import type { CodeMap } from '../code/code-map.js';
import { followsPromise } from '../code/continuations.js';
import { globalMember, memberName } from '../judging.js';

const ELEMENTS = /^(map|flatMap|filter|reduce|some|every|find|findIndex|forEach|mapSeries|each)$/;

/** `items.map(load)`, `Array.from(items, load)`. */
export const runsForEach = (call: CallFact): boolean =>
  ELEMENTS.test(memberName(call) ?? '') ||
  (call.arguments.length > 1 && /^Array\.from(Async)?$/.test(globalMember(call) ?? ''));

/** `checks.map((check) => check())`, `import('./a.js').then(({ load }) => load())`: what it is taken from says what it is. */
export function isTakenOut({ facts }: CodeMap, { callee }: CallFact): boolean {
  if (callee.kind !== 'name' || callee.binding === null) return false;
  const { function: id = 0, parameter } = facts.bindings[callee.binding] ?? {};
  const handed = facts.functions[id]?.argumentOf;
  const around = handed === undefined ? undefined : facts.calls[handed.call];
  if (parameter !== 0 || around === undefined) return false;
  return runsForEach(around) || followsPromise(around);
}
