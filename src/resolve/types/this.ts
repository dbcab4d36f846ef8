import type {
  ClassId,
  FileFacts,
  FunctionFact,
  FunctionId,
  MemberFact,
} from '../../parse/facts.js';
import type { Engine } from '../engine.js';
import { baseInstances } from './instances.js';
import { lentThis } from '../given/methods.js';
import type { Frame, Place, Value } from '../values.js';

/** What `this` is: the receiver of the call being followed, else what a library runs it on, or an instance of the class. */
export function ownerOfThis(engine: Engine, place: Place): readonly Value[] {
  const facts = engine.facts(place.file);
  if (facts === undefined) return [];
  if (place.class !== null) return [instanceOf(place.file, place.class)];
  const owner = functionBindingThis(facts, place.function);
  if (owner === null) return [];
  const receiver = frameOf(place.frame, place.file, owner)?.receiver;
  if (receiver) return [receiver];
  const fact = facts.functions[owner];
  if (fact === undefined) return [];
  const lent = lentThis(engine, place.file, owner);
  return fact.class === null
    ? [...lent, ...engine.index.thisOfFunction(place.file, owner)]
    : [...lent, classSide(facts, owner, fact.class)];
}

/** `super`: the base class's side that the member belongs to; members are looked up on it. */
export function superValues(engine: Engine, place: Place): readonly Value[] {
  const facts = engine.facts(place.file);
  const owner = facts && functionBindingThis(facts, place.function);
  const classId = owner == null ? place.class : facts?.functions[owner]?.class;
  const fact = classId == null ? undefined : facts?.classes[classId];
  return fact === undefined ? [] : baseInstances(engine, { file: place.file, fact, frame: null });
}

/** The frame of a function among a frame and those around it. */
export function frameOf(frame: Frame | null, file: string, id: FunctionId): Frame | null {
  for (let current = frame; current !== null; current = current.outer) {
    if (current.function === id && current.file === file) return current;
  }
  return null;
}

/** Arrow functions take `this` from around them; null at the module's top level. */
function functionBindingThis(facts: FileFacts, id: FunctionId): FunctionId | null {
  let current: FunctionId | null = id;
  while (current !== null && current !== 0) {
    const fact: FunctionFact | undefined = facts.functions[current];
    if (fact === undefined) return null;
    if (fact.kind !== 'arrow' || fact.class !== null) return current;
    current = fact.parent;
  }
  return null;
}

function classSide(facts: FileFacts, id: FunctionId, classId: ClassId): Value {
  const { file } = facts;
  const member = facts.classes[classId]?.members.find((entry) => functionOf(entry) === id);
  return member?.static === true
    ? { kind: 'class', file, class: classId }
    : instanceOf(file, classId);
}

/** A method's, or that of a field. */
const functionOf = ({ function: id, value }: MemberFact): FunctionId | undefined =>
  id ?? (value?.kind === 'function' ? value.function : undefined);

const instanceOf = (file: string, classId: ClassId): Value => ({
  kind: 'instance',
  file,
  of: { class: classId },
  frame: null,
});
