import type {
  BindingFact,
  CallId,
  ClassId,
  Expression,
  FileFacts,
  FunctionId,
  WriteFact,
} from '../../parse/facts.js';
import { lastName } from './callee-names.js';
import { innermost } from './innermost.js';
import type { Place } from '../values.js';

/** Where a function is put for someone else to call it as a method. */
export interface MethodPlace {
  /** Of the method; null where the file does not tell. */
  readonly name: string | null;
  readonly value: Expression;
  /** Written into an object, or handed to a call, in itself or as a part of an argument. */
  readonly into: { readonly container: Expression } | HandedPart;
  /** It is an instance's of the class that is put there. */
  readonly ofInstance: boolean;
  readonly place: Place;
}

export interface HandedPart {
  readonly call: CallId;
  readonly index: number;
  readonly path: readonly string[];
}

/** Objects in the options of a call; nobody puts functions deeper. */
const DEEPEST_PATH = 2;

/** All of a file: in what it writes, and in what it hands to calls that may take methods. */
export function methodPlaces(
  facts: FileFacts,
  isTaker: (name: string | null) => boolean,
): readonly MethodPlace[] {
  return [
    ...facts.writes.flatMap((write) => writtenPlaces(facts, write)),
    ...facts.calls.flatMap(({ callee, form, arguments: given }, call) => {
      if (isCopy(callee)) return copiedPlaces(facts, call);
      if (form === 'import' || !isTaker(lastName(callee))) return [];
      const [first] = given;
      const name = first?.kind === 'literal' ? String(first.value) : null;
      return given.flatMap((value, index) =>
        handedPlaces(facts, value, { call, index, path: [], name }),
      );
    }),
  ];
}

/** The function that a method is, where the file tells. */
export const functionAt = ({ value }: MethodPlace): FunctionId | undefined =>
  value.kind === 'function' ? value.function : undefined;

function writtenPlaces(
  facts: FileFacts,
  { target, value, function: id }: WriteFact,
): readonly MethodPlace[] {
  const written = known(facts, value);
  const place = placeIn(facts, id);
  return written.kind === 'object'
    ? propertiesOf(facts, written, { container: target, place })
    : methodsOf(written, {
        name: target.property,
        into: { container: target.object },
        ofInstance: false,
        place,
      });
}

/** `Object.assign(schema.methods, { … })`. */
const isCopy = (callee: Expression): boolean =>
  callee.kind === 'member' &&
  callee.property === 'assign' &&
  callee.object.kind === 'name' &&
  callee.object.binding === null &&
  callee.object.name === 'Object';

function copiedPlaces(facts: FileFacts, id: CallId): readonly MethodPlace[] {
  const call = facts.calls[id];
  const [container, ...sources] = call?.arguments ?? [];
  if (call === undefined || container === undefined) return [];
  const place = placeIn(facts, call.function);
  return sources.flatMap((source) => {
    const object = known(facts, source);
    return object.kind === 'object' ? propertiesOf(facts, object, { container, place }) : [];
  });
}

function propertiesOf(
  facts: FileFacts,
  { properties }: Extract<Expression, { kind: 'object' }>,
  { container, place }: { readonly container: Expression; readonly place: Place },
): readonly MethodPlace[] {
  return properties.flatMap(({ key, value, getter }) =>
    getter === true
      ? []
      : methodsOf(known(facts, value), {
          name: key,
          into: { container },
          ofInstance: false,
          place,
        }),
  );
}

type Handed = HandedPart & { readonly name: string | null };

function handedPlaces(facts: FileFacts, given: Expression, handed: Handed): readonly MethodPlace[] {
  const { name, call, index, path } = handed;
  const value = known(facts, given);
  if (value.kind === 'object') return handedProperties(facts, value, handed);
  const place = placeIn(facts, facts.calls[call]?.function ?? 0);
  const into: HandedPart = { call, index, path };
  return value.kind === 'class'
    ? classMethods(facts, value.class, { into, place })
    : methodsOf(value, { name, into, ofInstance: false, place });
}

function handedProperties(
  facts: FileFacts,
  { properties }: Extract<Expression, { kind: 'object' }>,
  handed: Handed,
): readonly MethodPlace[] {
  if (handed.path.length >= DEEPEST_PATH) return [];
  return properties.flatMap(({ key, value, getter }) =>
    key === null || getter === true
      ? []
      : handedPlaces(facts, value, { ...handed, name: key, path: [...handed.path, key] }),
  );
}

function classMethods(
  facts: FileFacts,
  id: ClassId,
  put: Pick<MethodPlace, 'into' | 'place'>,
): readonly MethodPlace[] {
  const members = facts.classes[id]?.members ?? [];
  return members.flatMap(({ name, kind, static: isStatic, function: method }) =>
    method === undefined || kind === 'constructor'
      ? []
      : [{ ...put, name, value: { kind: 'function', function: method }, ofInstance: !isStatic }],
  );
}

/** What can be a function: one of the file, or one that it has from elsewhere. */
const methodsOf = (value: Expression, put: Omit<MethodPlace, 'value'>): readonly MethodPlace[] =>
  value.kind === 'function' || value.kind === 'name' || value.kind === 'member'
    ? [{ ...put, value }]
    : [];

/** What a name of the file stands for: a function, an object or a class. */
function known(facts: FileFacts, written: Expression): Expression {
  const value = innermost(written);
  const binding = value.kind === 'name' ? facts.bindings[value.binding ?? -1] : undefined;
  const meant = binding && declared(binding);
  return meant !== undefined && HOLDING.has(meant.kind) ? meant : value;
}

const HOLDING: ReadonlySet<Expression['kind']> = new Set(['function', 'object', 'class']);

function declared({ declares, class: id, path, value }: BindingFact): Expression | undefined {
  if (declares !== undefined) return { kind: 'function', function: declares };
  if (id !== undefined) return { kind: 'class', class: id };
  return path === undefined && value !== undefined ? innermost(value) : undefined;
}

const placeIn = ({ file }: FileFacts, id: FunctionId): Place => ({
  file,
  function: id,
  class: null,
  frame: null,
});
