import type { ClassFact, MemberFact } from '../../parse/facts.js';
import { groupBy } from '../../text/group-by.js';
import { baseValues } from './bases.js';
import { distinct, firstOf } from '../distinct.js';
import type { Engine } from '../engine.js';
import { isInformative } from '../informative.js';
import { decoratorValues } from '../given/injected-parameters.js';
import { baseInstances } from './instances.js';
import type { ClassPlace } from '../knowledge.js';
import type { ClassValue, FunctionValue, InstanceValue, Place, Value } from '../values.js';

/** A static member of a repository class: its own, one assigned later, else its base's. */
export function classMember(engine: Engine, owner: ClassValue, name: string): readonly Value[] {
  const { file, class: classId } = owner;
  const fact = engine.facts(file)?.classes[classId];
  if (fact === undefined) return [];
  if (name === 'prototype') return [instanceOfClass(owner)];
  const place = bodyOf(engine, owner);
  const own = fact.members.filter((member) => member.static && member.name === name);
  const written = engine.index.staticWrites(owner, name);
  const values = [
    ...own.flatMap((member) => declaredMember(engine, member, { place, receiver: null })),
    ...written.flatMap(({ value, place: at }) => engine.evaluate(value, at)),
  ];
  if (values.length > 0) return distinct(values);
  const inherited = baseValues(engine, file, fact).flatMap((base) => engine.member(base, name));
  return inherited.map((one) => extendedOperation(one, { file, class: classId }));
}

/** `class User extends Model`: what `User.findOne()` yields is a User. */
const extendedOperation = (value: Value, extendedBy: ClassPlace): Value =>
  value.kind === 'operation' ? { ...value, on: { ...value.on, extendedBy } } : value;

/** A member of an instance: the class's own, its bases', else what subclasses make of it. */
export function instanceMember(
  engine: Engine,
  value: InstanceValue,
  name: string,
): readonly Value[] {
  if ('function' in value.of) return constructedMember(engine, value, name);
  const fact = engine.facts(value.file)?.classes[value.of.class];
  if (fact === undefined) return [];
  if (isAbstract(fact, name)) {
    const implemented = overriddenMember(engine, value, name);
    if (implemented.length > 0) return implemented;
  }
  const own = ownMember(engine, value, name);
  if (own.some(isInformative)) return own;
  const subclass = { file: value.file, fact, frame: value.frame };
  const inherited = baseInstances(engine, subclass).flatMap((base) => engine.member(base, name));
  if (inherited.length > 0) return distinct([...inherited, ...own]);
  return own.length > 0 ? own : overriddenMember(engine, value, name);
}

/** Declared without a body: what it is, the subclasses say. */
const isAbstract = (fact: ClassFact, name: string): boolean => {
  const own = namedMembers(fact, name);
  return (
    own.length > 0 && own.every(({ kind, function: id }) => kind === 'method' && id === undefined)
  );
};

function ownMember(engine: Engine, value: InstanceValue, name: string): readonly Value[] {
  if (!('class' in value.of)) return [];
  const owner: ClassValue = { kind: 'class', file: value.file, class: value.of.class };
  const place = bodyOf(engine, owner);
  const members = membersNamed(engine, owner, name);
  const values = distinct([
    ...members.flatMap((member) => declaredMember(engine, member, { place, receiver: value })),
    ...assignedMember(engine, value, name),
    ...parameterProperty(engine, value, name),
    ...members.flatMap(({ decorators }) =>
      decorators.flatMap((decorator) => decoratorValues(engine, decorator, place)),
    ),
  ]);
  const known = values.filter(isInformative);
  if (known.some((one) => one.kind !== 'class')) return values;
  const typed = members.flatMap(({ type, kind }) =>
    type === undefined || kind !== 'field' ? [] : engine.typeValues(type, place),
  );
  if (known.length === 0) return distinct([...values, ...typed]);
  // `db: Store = provided(Store)`: what stands for an instance until a container gives it.
  return typed.some((one) => isOneOf(one, known)) ? distinct(typed) : values;
}

const isOneOf = (value: Value, classes: readonly Value[]): boolean =>
  value.kind === 'instance' &&
  'class' in value.of &&
  classes.some(
    (one) =>
      one.kind === 'class' &&
      one.file === value.file &&
      'class' in value.of &&
      one.class === value.of.class,
  );

const byName = new WeakMap<ClassFact, ReadonlyMap<string, readonly MemberFact[]>>();

/** Members of instances; classes may have thousands, and each of them is asked for. */
function membersNamed(engine: Engine, owner: ClassValue, name: string): readonly MemberFact[] {
  const fact = engine.facts(owner.file)?.classes[owner.class];
  return fact === undefined ? [] : namedMembers(fact, name);
}

function namedMembers(fact: ClassFact, name: string): readonly MemberFact[] {
  const known = byName.get(fact);
  const members = known ?? groupBy(fact.members, memberKey);
  if (known === undefined) byName.set(fact, members);
  return members.get(name) ?? [];
}

const memberKey = (member: MemberFact): string | undefined =>
  member.static ? undefined : (member.name ?? undefined);

/** The place of field initialisers: inside the class, outside of its methods. */
const bodyOf = (engine: Engine, { file, class: classId }: ClassValue): Place => ({
  file,
  function: engine.facts(file)?.classes[classId]?.function ?? 0,
  class: classId,
  frame: null,
});

const instanceOfClass = ({ file, class: classId }: ClassPlace): InstanceValue => ({
  kind: 'instance',
  file,
  of: { class: classId },
  frame: null,
});

/** `this.x = …` in any method. */
function assignedMember(engine: Engine, value: InstanceValue, name: string): readonly Value[] {
  if (!('class' in value.of)) return [];
  const { file, frame } = value;
  return firstOf(engine.index.thisWrites(file, value.of.class, name)).flatMap((write) =>
    engine.evaluate(write.value, { file, function: write.function, class: null, frame }),
  );
}

interface DeclaredIn {
  readonly place: Place;
  readonly receiver: Value | null;
}

function declaredMember(
  engine: Engine,
  { function: id, kind, value, type }: MemberFact,
  { place, receiver }: DeclaredIn,
): readonly Value[] {
  if (id !== undefined) {
    if (kind === 'setter') return [];
    const base: FunctionValue = { kind: 'function', file: place.file, function: id, closure: null };
    const callee = receiver === null ? base : { ...base, receiver };
    return kind === 'getter'
      ? engine.returned(callee, { arguments: [], construct: false, at: null })
      : [callee];
  }
  if (value !== undefined) return engine.evaluate(value, place);
  return type !== undefined && kind === 'method' ? engine.typeValues(type, place) : [];
}

/** `constructor(private readonly x: X)`. */
function parameterProperty(engine: Engine, value: InstanceValue, name: string): readonly Value[] {
  const facts = engine.facts(value.file);
  if (!('class' in value.of)) return [];
  const owner: ClassValue = { kind: 'class', file: value.file, class: value.of.class };
  const constructor = membersNamed(engine, owner, 'constructor').find(
    ({ kind }) => kind === 'constructor',
  )?.function;
  if (constructor === undefined) return [];
  const parameter = facts?.functions[constructor]?.parameters.find(
    (one) => one.property && one.name === name,
  );
  if (parameter?.binding === undefined) return [];
  const { file, frame } = value;
  return engine.binding(parameter.binding, { file, function: constructor, class: null, frame });
}

/** An abstract member is what the subclasses make of it. */
function overriddenMember(engine: Engine, value: InstanceValue, name: string): readonly Value[] {
  if (!('class' in value.of)) return [];
  return distinct(
    engine.index
      .descendantsOf({ file: value.file, class: value.of.class })
      .flatMap((one) => ownMember(engine, instanceOfClass(one), name).filter(isInformative)),
  );
}

/** A member of what a constructor function of pre-class JavaScript makes. */
function constructedMember(engine: Engine, value: InstanceValue, name: string): readonly Value[] {
  if (!('function' in value.of)) return [];
  return engine.index
    .constructedMembers(value.file, value.of.function, name)
    .flatMap(({ value: written, place }) =>
      engine.evaluate(written, { ...place, frame: value.frame }),
    );
}
