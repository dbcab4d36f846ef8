import type { BindingId, FileFacts } from '../../parse/facts.js';
import { addToGroup } from '../../text/add-to-group.js';
import { groupBy } from '../../text/group-by.js';
import { oncePer } from '../../text/once.js';
import { distinct, firstOf } from '../distinct.js';
import type { Engine } from '../engine.js';
import { innermost } from '../indexes/innermost.js';
import type { Frame, ObjectValue, Value } from '../values.js';

/** What is put into an object after it was made: `const db = {}; db.users = …; db[name] = …`. */
export function filledMember(engine: Engine, object: ObjectValue, name: string): readonly Value[] {
  const put = written(engine, object, (binding) => [
    ...engine.index.writesTo(object.place.file, named(binding), name),
    ...engine.index.computedWritesTo(object.place.file, named(binding)),
  ]);
  return [...put, ...keptByMethods(engine, object, name)];
}

/** `{ init(db) { this.db = db; }, load() { return this.db.get(); } }`. */
function keptByMethods(engine: Engine, object: ObjectValue, name: string): readonly Value[] {
  const { file } = object.place;
  const kept = object.expression.properties.flatMap(({ value }) =>
    value.kind === 'function' ? engine.index.constructedMembers(file, value.function, name) : [],
  );
  return distinct(firstOf(kept).flatMap(({ value, place }) => engine.evaluate(value, place)));
}

/** What an object literal, list, record or namespace of a module holds. */
export const contents = (engine: Engine, value: Value): readonly Value[] =>
  value.kind === 'object' || value.kind === 'list' || value.kind === 'module'
    ? contentsOf(engine, value, new ObjectsLookedInto())
    : [];

type Holder = Extract<Value, { kind: 'object' | 'list' | 'module' }>;

function contentsOf(engine: Engine, value: Holder, seen: ObjectsLookedInto): readonly Value[] {
  if (value.kind === 'list') return value.elements;
  if (value.kind === 'module') return moduleContents(engine, value.file);
  return seen.add(value) ? objectContents(engine, value, seen) : [];
}

/** Nobody spreads more objects into one; those who generate them do not get us to read them all. */
const MOST_OBJECTS = 300;

/** Objects that spread each other are looked into once: there are more ways through them than anyone can go. */
class ObjectsLookedInto {
  readonly #frames = new Map<ObjectValue['expression'], Set<Frame | null>>();
  #size = 0;

  /** Whether an object is to be looked into. */
  add({ expression, place: { frame } }: ObjectValue): boolean {
    const frames = this.#frames.get(expression) ?? new Set();
    if (frames.has(frame) || this.#size >= MOST_OBJECTS) return false;
    this.#frames.set(expression, frames.add(frame));
    this.#size++;
    return true;
  }
}

/** All that an object literal holds, also what is put into it later. */
function objectContents(
  engine: Engine,
  object: ObjectValue,
  seen: ObjectsLookedInto,
): readonly Value[] {
  const own = firstOf(object.expression.properties).flatMap(({ value, spread }) => {
    const values = engine.evaluate(value, object.place);
    return spread === true ? values.flatMap((one) => spreadInto(engine, one, seen)) : values;
  });
  const put = written(engine, object, (binding) => allWritesTo(engine, object, binding));
  return distinct([...own, ...put]);
}

/** What cannot be looked into stands for what it holds. */
const spreadInto = (engine: Engine, value: Value, seen: ObjectsLookedInto): readonly Value[] =>
  value.kind === 'object' || value.kind === 'list' || value.kind === 'module'
    ? contentsOf(engine, value, seen)
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
  const bindings = facts === undefined ? [] : namesOf(facts, expression);
  return firstOf(bindings.flatMap(writesOf)).flatMap((write) =>
    engine.evaluate(write.value, { ...place, function: write.function, class: null }),
  );
}

/** The names that an object literal is kept under in its file. */
export const namesOf = (
  facts: FileFacts,
  { start }: ObjectValue['expression'],
): readonly BindingId[] => keptIn(facts).get(start) ?? [];

function allWritesTo(engine: Engine, { place }: ObjectValue, binding: BindingId): Writes {
  const facts = engine.facts(place.file);
  return facts === undefined ? [] : (writesIn(facts).get(binding) ?? []);
}

/** Writes to members of the names of a file. */
const writesIn = oncePer((facts: FileFacts) =>
  groupBy(facts.writes, ({ target: { object } }) =>
    object.kind === 'name' ? (object.binding ?? undefined) : undefined,
  ),
);

const named = (binding: BindingId) => ({ kind: 'name', name: '', binding }) as const;

/** Names by the offset of the literal: one that is assigned to two of them stands in the facts twice. */
type Kept = ReadonlyMap<number, readonly BindingId[]>;

/** Object literals of a file, and the names that they are kept under. */
const keptIn = oncePer((facts: FileFacts): Kept => {
  const kept = new Map<number, BindingId[]>();
  for (const [id, { value, path = [], assigned = [] }] of facts.bindings.entries()) {
    const whole = value === undefined || path.length > 0 ? assigned : [value, ...assigned];
    for (const one of whole.map(innermost)) {
      if (one.kind === 'object') addToGroup(kept, one.start, id);
    }
  }
  return kept;
});
