import type { BindingId, CallFact, Expression, FileFacts } from '../../parse/facts.js';
import { groupBy } from '../../text/group-by.js';
import { oncePer } from '../../text/once.js';
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
  const { byName, byField, fieldOf } = fillingsIn(facts);
  const field = fieldOf.get(made);
  const isNamed = made.use === 'variable' && made.variable !== undefined;
  const put = isNamed ? byName.get(made.variable) : field == null ? [] : byField.get(field);
  return distinct(
    firstOf(put ?? []).flatMap(({ value, call: { function: id, class: owner } }) =>
      engine.evaluate(value, { file, function: id, class: owner, frame: null }),
    ),
  );
}

/** A call that puts a value into a collection. */
interface Filling {
  readonly call: CallFact;
  readonly on: Expression;
  readonly value: Expression;
}

/** What a file puts into collections: by the variable, or the field of a class, that holds them. */
interface Fillings {
  readonly byName: ReadonlyMap<BindingId, readonly Filling[]>;
  readonly byField: ReadonlyMap<string, readonly Filling[]>;
  /** The fields that hold what calls made. */
  readonly fieldOf: ReadonlyMap<CallFact, string | null>;
}

/** Found in one pass: to look through a file for each collection takes the square of its length. */
const fillingsIn = oncePer((facts: FileFacts): Fillings => {
  const all = facts.calls.flatMap((call) => fillingBy(call));
  return {
    byName: groupBy(all, ({ on }) => (on.kind === 'name' ? (on.binding ?? undefined) : undefined)),
    byField: groupBy(all, ({ on }) =>
      on.kind === 'member' && on.object.kind === 'this' ? (on.property ?? undefined) : undefined,
    ),
    fieldOf: fieldsOf(facts),
  };
});

function fillingBy(call: CallFact): readonly Filling[] {
  const { callee } = call;
  if (callee.kind !== 'member') return [];
  const value = call.arguments[FILLS[callee.property ?? ''] ?? -1];
  return value === undefined ? [] : [{ call, on: callee.object, value }];
}

function fieldsOf({ classes, calls }: FileFacts): Fillings['fieldOf'] {
  const fields = new Map<CallFact, string | null>();
  for (const { name, value } of classes.flatMap(({ members }) => members)) {
    const call = value?.kind === 'call' ? calls[value.call] : undefined;
    if (call !== undefined && !fields.has(call)) fields.set(call, name);
  }
  return fields;
}
