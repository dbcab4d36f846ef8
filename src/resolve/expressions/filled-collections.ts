import type { CallFact, Expression, FileFacts } from '../../parse/facts.js';
import { distinct, firstOf } from '../distinct.js';
import type { Engine } from '../engine.js';
import type { Place, Value } from '../values.js';

/** Which argument of the methods that fill a collection is what it will hold. */
const FILLS: Readonly<Record<string, number>> = { set: 1, add: 0 };

/** What is put into a collection where it is made: `const jobs = new Map(); jobs.set('load', load)`. */
export function filledCollection(
  engine: Engine,
  made: CallFact,
  { file }: Place,
): readonly Value[] {
  const facts = engine.facts(file);
  if (facts === undefined) return [];
  const isIt = holderOf(facts, made);
  if (isIt === null) return [];
  const put = facts.calls.flatMap((call) => {
    const { callee } = call;
    if (callee.kind !== 'member' || !isIt(callee.object)) return [];
    const value = call.arguments[FILLS[callee.property ?? ''] ?? -1];
    return value === undefined ? [] : [{ value, call }];
  });
  return distinct(
    firstOf(put).flatMap(({ value, call: { function: id, class: owner } }) =>
      engine.evaluate(value, { file, function: id, class: owner, frame: null }),
    ),
  );
}

/** Whether an expression is the variable or the field of a class that holds what a call made. */
function holderOf(
  { classes, calls }: FileFacts,
  made: CallFact,
): ((one: Expression) => boolean) | null {
  const { variable } = made;
  if (made.use === 'variable' && variable !== undefined)
    return (one) => one.kind === 'name' && one.binding === variable;
  const field = classes
    .flatMap(({ members }) => members)
    .find(({ value }) => value?.kind === 'call' && calls[value.call] === made)?.name;
  if (field == null) return null;
  return (one) => one.kind === 'member' && one.object.kind === 'this' && one.property === field;
}
