import type { BindingId, FileFacts } from '../../parse/facts.js';
import { addToGroup } from '../../text/add-to-group.js';
import { groupBy } from '../../text/group-by.js';
import { distinct, firstOf } from '../distinct.js';
import type { Engine } from '../engine.js';
import { innermost } from '../indexes/innermost.js';
import type { ObjectValue, Value } from '../values.js';

/** What is put into an object after it was made: `const db = {}; db.users = …; db[name] = …`. */
export function filledMember(engine: Engine, object: ObjectValue, name: string): readonly Value[] {
  return written(engine, object, (binding) => [
    ...engine.index.writesTo(object.place.file, named(binding), name),
    ...engine.index.computedWritesTo(object.place.file, named(binding)),
  ]);
}

/** Objects spread into objects: deeper than this they go in circles. */
const DEEPEST = 6;

/** What an object literal, list, record or namespace of a module holds. */
export function contents(engine: Engine, value: Value, depth = 0): readonly Value[] {
  if (value.kind === 'list') return value.elements;
  if (value.kind === 'module') return moduleContents(engine, value.file);
  return value.kind === 'object' && depth < DEEPEST ? objectContents(engine, value, depth) : [];
}

/** All that an object literal holds, also what is put into it later. */
function objectContents(engine: Engine, object: ObjectValue, depth: number): readonly Value[] {
  const own = firstOf(object.expression.properties).flatMap(({ value, spread }) => {
    const values = engine.evaluate(value, object.place);
    return spread === true ? values.flatMap((one) => spreadInto(engine, one, depth)) : values;
  });
  const put = written(engine, object, (binding) => allWritesTo(engine, object, binding));
  return distinct([...own, ...put]);
}

/** What cannot be looked into stands for what it holds. */
const spreadInto = (engine: Engine, value: Value, depth: number): readonly Value[] =>
  value.kind === 'object' || value.kind === 'list' || value.kind === 'module'
    ? contents(engine, value, depth + 1)
    : [value];

/** What a file exports by name, ESM and CommonJS. */
function moduleContents(engine: Engine, file: string): readonly Value[] {
  const names = [
    ...engine.exports.names(file),
    ...engine.index.commonJsExports(file).members.keys(),
  ];
  return distinct(firstOf([...new Set(names)]).flatMap((name) => engine.exported(file, name)));
}

type Writes = ReturnType<Engine['index']['writesTo']>;

function written(
  engine: Engine,
  { expression, place }: ObjectValue,
  writesOf: (binding: BindingId) => Writes,
): readonly Value[] {
  const facts = engine.facts(place.file);
  const bindings = facts === undefined ? [] : (keptIn(facts).get(expression.start) ?? []);
  return firstOf(bindings.flatMap(writesOf)).flatMap((write) =>
    engine.evaluate(write.value, { ...place, function: write.function, class: null }),
  );
}

function allWritesTo(engine: Engine, { place }: ObjectValue, binding: BindingId): Writes {
  const facts = engine.facts(place.file);
  return facts === undefined ? [] : (writesIn(facts).get(binding) ?? []);
}

const knownWrites = new WeakMap<FileFacts, ReadonlyMap<BindingId, Writes>>();

/** Writes to members of the names of a file. */
function writesIn(facts: FileFacts): ReadonlyMap<BindingId, Writes> {
  const found = knownWrites.get(facts);
  if (found !== undefined) return found;
  const writes = groupBy(facts.writes, ({ target: { object } }) =>
    object.kind === 'name' ? (object.binding ?? undefined) : undefined,
  );
  knownWrites.set(facts, writes);
  return writes;
}

const named = (binding: BindingId) => ({ kind: 'name', name: '', binding }) as const;

/** Names by the offset of the literal: one that is assigned to two of them stands in the facts twice. */
type Kept = ReadonlyMap<number, readonly BindingId[]>;

const known = new WeakMap<FileFacts, Kept>();

/** Object literals of a file, and the names that they are kept under. */
function keptIn(facts: FileFacts): Kept {
  const found = known.get(facts);
  if (found !== undefined) return found;
  const kept = new Map<number, BindingId[]>();
  for (const [id, { value, path = [], assigned = [] }] of facts.bindings.entries()) {
    const whole = value === undefined || path.length > 0 ? assigned : [value, ...assigned];
    for (const one of whole.map(innermost)) {
      if (one.kind === 'object') addToGroup(kept, one.start, id);
    }
  }
  known.set(facts, kept);
  return kept;
}
