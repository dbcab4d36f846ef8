import type { BindingFact, CallFact, CallId, Expression, FileFacts } from '../../parse/facts.js';

const GOES_THROUGH = /^(map|flatMap|forEach|filter|reduce|some|every|find|each|mapSeries)$/;

/** Calls of what a table holds: `for (const job of jobs) job()`, `jobs.map((job) => job())`, `handlers[kind]()`. */
export const tableCalls = (facts: FileFacts): readonly CallId[] =>
  [...facts.calls.entries()].flatMap(([id, call]) => (callsEntry(facts, call) ? [id] : []));

function callsEntry(facts: FileFacts, { callee, form }: CallFact): boolean {
  if (form !== 'call') return false;
  if (isLookedUp(facts, callee)) return true;
  const held =
    callee.kind === 'name' && callee.binding !== null ? facts.bindings[callee.binding] : undefined;
  if (held?.kind === 'parameter') return isElement(facts, held);
  return (
    held?.kind === 'variable' &&
    (held.element === true || (held.value !== undefined && isLookedUp(facts, held.value)))
  );
}

/** `handlers[kind]`, `handlers.get(kind)`, `handlers[kind] ?? handlers.other`. */
function isLookedUp(facts: FileFacts, value: Expression): boolean {
  if (value.kind === 'member') return value.property === null && value.key !== undefined;
  if (value.kind === 'logical') return isLookedUp(facts, value.left);
  if (value.kind !== 'call') return false;
  const callee = facts.calls[value.call]?.callee;
  return callee?.kind === 'member' && callee.property === 'get';
}

/** The parameter of a function that is run for each element of a list. */
function isElement(facts: FileFacts, { function: owner }: BindingFact): boolean {
  const place = facts.functions[owner]?.argumentOf;
  const callee = place === undefined ? undefined : facts.calls[place.call]?.callee;
  return callee?.kind === 'member' && GOES_THROUGH.test(callee.property ?? '');
}
