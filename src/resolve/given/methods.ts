import type { ClientAction } from '../../model/catalog.js';
import type { CallFact, FunctionId } from '../../parse/facts.js';
import { isNamedBy } from '../../text/name-key.js';
import { distinct, firstOf } from '../distinct.js';
import type { Engine } from '../engine.js';
import { isMadeBy, valuesMadeOf } from './makers.js';
import { isOfType } from '../indexes/method-catalog.js';
import type { HandedPart, MethodPlace } from '../indexes/method-places.js';
import type { ExternalValue, Place, Value } from '../values.js';

/** What a library runs a function on: a type of its own, of what it was given the function for. */
interface Lent {
  readonly holder: ExternalValue;
  readonly type: string;
}

/** `this` in a function that was put where a library calls it. */
export function lentThis(engine: Engine, file: string, id: FunctionId): readonly Value[] {
  const lent = firstOf(engine.index.methodPlaces(file, id)).flatMap((one) => [
    ...asMethod(engine, one),
    ...('container' in one.into ? [] : asCallback(engine, one.into, one.place)),
  ]);
  const found = lent.length > 0 ? lent : handedElsewhere(engine, file, id);
  return distinct(found.flatMap((one) => receivers(engine, one)));
}

/** `app.configure(users)`, where `users` is a function of another file; methods have an own `this`. */
function handedElsewhere(engine: Engine, file: string, id: FunctionId): readonly Lent[] {
  if (engine.facts(file)?.functions[id]?.class != null) return [];
  return firstOf(engine.index.handedOutside(file, id)).flatMap(({ file: at, call, index }) => {
    const fact = engine.facts(at)?.calls[call];
    if (fact === undefined) return [];
    const place: Place = { file: at, function: fact.function, class: fact.class, frame: null };
    return asCallback(engine, { call, index, path: [] }, place);
  });
}

/** The repository's own functions that a library's value has under a name. */
export function ownMethods(engine: Engine, value: ExternalValue, name: string): readonly Value[] {
  if (!engine.catalog.methods.mayHaveMethods(value.client, value.type)) return [];
  const found = firstOf(engine.index.methodsNamed(name)).flatMap((one) =>
    asMethod(engine, one).some((lent) => isReceiver(engine, value, lent))
      ? engine.evaluate(one.value, one.place)
      : [],
  );
  const functions = distinct(found.filter(({ kind }) => kind === 'function'));
  // Of a value that is known by its type alone, only a name tells that is given once, and that the library does not have.
  const isOnly = functions.length === 1 && engine.catalog.member(value, name) === undefined;
  if (value.creations.length === 0 && !isOnly) return [];
  return functions.map((one) => (one.kind === 'function' ? { ...one, receiver: value } : one));
}

function asMethod(engine: Engine, { into, place, ofInstance }: MethodPlace): readonly Lent[] {
  const lent =
    'container' in into
      ? engine.evaluate(into.container, place).flatMap((holder) => writtenInto(engine, holder))
      : handedTo(engine, into, place);
  return ofInstance ? lent.flatMap((one) => constructedOf(engine, one)) : lent;
}

function writtenInto(engine: Engine, holder: Value): readonly Lent[] {
  if (holder.kind !== 'external') return [];
  const type = engine.catalog.fact(holder, 'methodsOf');
  return type === undefined ? [] : [{ holder, type: typeOf(holder, type) }];
}

function handedTo(engine: Engine, into: HandedPart, place: Place): readonly Lent[] {
  return performed(engine, into, place).flatMap(({ on, action, call }) => {
    const type = typeAt(action, call, into);
    if (type === undefined) return [];
    const made = engine.evaluateCall(into.call, place).filter(isExternal);
    return (made.length > 0 ? made : [on]).map((holder) => ({
      holder,
      type: typeOf(holder, type),
    }));
  });
}

const typeOf = ({ type }: ExternalValue, named: string): string =>
  named === 'Self' ? type : named;

const isExternal = (value: Value): value is ExternalValue => value.kind === 'external';

/** The type that gets what stands at a place as a method, or as one of its methods. */
function typeAt(
  { methodsAt = {} }: ClientAction,
  call: CallFact,
  { index, path }: HandedPart,
): string | undefined {
  const found = Object.entries(methodsAt).find(([place]) => {
    const [, position, ...names] = place.split('.');
    const at = position === 'last' ? call.arguments.length - 1 : Number(position);
    const isOne = names.length === path.length || names.length === path.length - 1;
    return at === index && isOne && names.every((name, depth) => name === path[depth]);
  });
  return found?.[1];
}

function constructedOf(engine: Engine, { holder, type }: Lent): readonly Lent[] {
  const constructed = engine.catalog.construct({ ...holder, type });
  return constructed === undefined ? [] : [{ holder, type: constructed }];
}

function asCallback(engine: Engine, into: HandedPart, place: Place): readonly Lent[] {
  if (into.path.length > 0) return [];
  return performed(engine, into, place).flatMap(({ on, action: { callback }, call }) => {
    if (callback?.this === undefined) return [];
    const at = callback.argument === 'last' ? call.arguments.length - 1 : callback.argument;
    if (at !== into.index) return [];
    const types =
      typeof callback.this === 'string'
        ? [callback.this]
        : namedTypes(engine, callback.this, { call, place });
    return types.map((type) => ({ holder: on, type: typeOf(on, type) }));
  });
}

type ByArgument = Exclude<NonNullable<NonNullable<ClientAction['callback']>['this']>, string>;

/** What the text of an argument says, or each of a list of them. */
function namedTypes(
  engine: Engine,
  { argument, is }: ByArgument,
  { call, place }: { readonly call: CallFact; readonly place: Place },
): readonly string[] {
  const named = call.arguments[argument];
  const values = named === undefined ? [] : engine.evaluate(named, place);
  const texts = values
    .flatMap((value) => (value.kind === 'list' ? value.elements : [value]))
    .flatMap((value) => (value.kind === 'constant' ? [String(value.value)] : []));
  const other = is['*'] ?? [];
  const types = texts.flatMap(
    (text) => Object.entries(is).find(([key]) => isNamedBy(key, text))?.[1] ?? other,
  );
  return texts.length > 0 ? [...new Set(types)] : other;
}

interface Performed {
  readonly on: ExternalValue;
  readonly action: ClientAction;
  readonly call: CallFact;
}

function performed(engine: Engine, { call: id }: HandedPart, place: Place): readonly Performed[] {
  const call = engine.facts(place.file)?.calls[id];
  if (call === undefined) return [];
  return engine.evaluate(call.callee, place).flatMap((callee): readonly Performed[] => {
    if (callee.kind === 'operation') return [{ on: callee.on, action: callee.action, call }];
    if (callee.kind !== 'external') return [];
    const { catalog } = engine;
    const action = call.form === 'new' ? catalog.fact(callee, 'constructs') : catalog.call(callee);
    return action === undefined ? [] : [{ on: callee, action, call }];
  });
}

/** The values of a type that belong to what was given a method; where none is known, one that says no more. */
function receivers(engine: Engine, { holder, type }: Lent): readonly Value[] {
  const { catalog } = engine;
  if (isOfType(holder.client, holder.type, type)) return [holder];
  if (catalog.construct(holder) === type) return [catalog.as(holder, type, holder.path)];
  const made = valuesMadeOf(engine, holder);
  return made.length > 0
    ? made.map((one) => catalog.as(one, type, one.path))
    : [{ ...catalog.as(holder, type, holder.path), origin: [], creations: [] }];
}

const isReceiver = (engine: Engine, value: ExternalValue, { holder, type }: Lent): boolean =>
  value.client === holder.client &&
  isOfType(value.client, value.type, type) &&
  (value.creations.length === 0 || isMadeBy(engine, value, holder));
