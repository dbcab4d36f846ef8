import type { CallFact, Expression, NameExpression } from '../../parse/facts.js';
import { namesSection } from '../given/holders.js';
import { distinct, firstOf } from '../distinct.js';
import type { Application, Engine } from '../engine.js';
import { contents } from './filled-objects.js';
import { numberCall } from './numbers.js';
import { proxied } from './proxies.js';
import type { Argument, Place, Value } from '../values.js';

/** Calls of the language's own functions that hand a value on; undefined for any other call. */
export function builtinCall(
  engine: Engine,
  call: CallFact,
  place: Place,
): readonly Value[] | undefined {
  const { callee } = call;
  if (callee.kind === 'name') return namedCall(engine, call, { callee, place });
  if (callee.kind !== 'member' || callee.property === null) return undefined;
  const { object } = callee;
  if (object.kind === 'name' && object.binding === null) {
    const known = staticCall(engine, call, { name: `${object.name}.${callee.property}`, place });
    if (known !== undefined) return known;
  }
  if (PROMISIFIES.test(callee.property)) return argumentAt(engine, call.arguments[0], place);
  return methodCall(engine, call, { object, name: callee.property, place });
}

interface NamedCall {
  readonly callee: NameExpression;
  readonly place: Place;
}

function namedCall(
  engine: Engine,
  call: CallFact,
  { callee, place }: NamedCall,
): readonly Value[] | undefined {
  const { name, binding } = callee;
  const [first, second] = call.arguments;
  const number = binding === null ? numberCall(engine, { name, call, place }) : undefined;
  if (number !== undefined) return number;
  if (binding === null && name === 'Proxy' && call.form === 'new')
    return proxied(engine, call, place);
  // It is called for what its factory gives.
  if (binding !== null && namesSection(callee)) return argumentAt(engine, second, place);
  return PROMISIFIES.test(name) ? argumentAt(engine, first, place) : undefined;
}

/** Node's, and bluebird's that does it to every member. */
const PROMISIFIES = /^promisify(All)?$/;

const argumentAt = (
  engine: Engine,
  argument: Expression | undefined,
  place: Place,
): readonly Value[] => (argument === undefined ? [] : engine.evaluate(argument, place));

const FIRST_ARGUMENT = new Set([
  'Promise.resolve',
  'Promise.all',
  'Promise.race',
  'Promise.any',
  'Promise.allSettled',
  'Object.freeze',
  'Object.seal',
  'Object.create',
  'Array.from',
  'Array.of',
]);

function staticCall(
  engine: Engine,
  call: CallFact,
  { name, place }: { readonly name: string; readonly place: Place },
): readonly Value[] | undefined {
  if (FIRST_ARGUMENT.has(name)) return argumentAt(engine, call.arguments[0], place);
  if (name === 'Object.values' || name === 'Object.entries') {
    const elements = argumentAt(engine, call.arguments[0], place).flatMap((value) =>
      contents(engine, value),
    );
    return [{ kind: 'list', elements: name === 'Object.values' ? elements : [pairOf(elements)] }];
  }
  if (name === 'Object.assign') {
    return distinct(firstOf(call.arguments).flatMap((one) => engine.evaluate(one, place)));
  }
  return numberCall(engine, { name, call, place });
}

/** `[key, value]` of `Object.entries`. */
const pairOf = (values: readonly Value[]): Value => ({
  kind: 'list',
  elements: values,
  positions: [[], values],
});

interface MethodCall {
  readonly object: Expression;
  readonly name: string;
  readonly place: Place;
}

function methodCall(
  engine: Engine,
  call: CallFact,
  method: MethodCall,
): readonly Value[] | undefined {
  const { object, name, place } = method;
  switch (name) {
    case 'then':
      return thenValues(engine, call, method);
    case 'catch':
    case 'finally':
    case 'bind':
      return engine.evaluate(object, place);
    case 'call':
      return calledWith(engine, call, method);
    case 'map':
    case 'flatMap':
      return mapped(engine, call, method);
    case 'concat':
      return joined(engine, call, method);
    default:
      return LISTENS.test(name) ? listenedTo(engine, method) : undefined;
  }
}

/** `load.call(this, id)`, unless it is a member of that name: `backoff.call(load, id, done)`. */
function calledWith(
  engine: Engine,
  { arguments: [, ...given], start }: CallFact,
  { object, place }: MethodCall,
): readonly Value[] | undefined {
  const callees = engine.evaluate(object, place);
  if (callees.some((callee) => engine.member(callee, 'call').length > 0)) return undefined;
  const input = given.map((expression) => ({ expression, place }));
  return calledBy(engine, callees, { given: input, start, place });
}

/** Methods with which Node's emitters give themselves back. */
const LISTENS = /^(on|once|off|(add|prepend|remove)Listener|removeAllListeners|setMaxListeners)$/;

/** `createClient().on('error', log)`: the client, where its catalogue entry says nothing else. */
function listenedTo(
  engine: Engine,
  { object, name, place }: MethodCall,
): readonly Value[] | undefined {
  const emitters = engine.evaluate(object, place).filter((value) => {
    if (value.kind !== 'external') return false;
    const member = engine.catalog.member(value, name);
    return member?.returns === undefined && member?.role === undefined;
  });
  return emitters.length === 0 ? undefined : emitters;
}

function calledBy(
  engine: Engine,
  callees: readonly Value[],
  { given, start, place }: { given: readonly Argument[]; start: number; place: Place },
): readonly Value[] {
  const input: Application = { arguments: given, construct: false, at: { place, start } };
  return callees.flatMap((callee) => engine.apply(callee, input));
}

function thenValues(
  engine: Engine,
  call: CallFact,
  { object, place }: MethodCall,
): readonly Value[] {
  const settled = engine.evaluate(object, place);
  const handlers = argumentAt(engine, call.arguments[0], place);
  if (handlers.length === 0) return settled;
  return calledBy(engine, handlers, { given: [{ values: settled }], start: call.start, place });
}

/** `[].concat(list, element)`; undefined when the receiver is no list. */
function joined(
  engine: Engine,
  call: CallFact,
  { object, place }: MethodCall,
): readonly Value[] | undefined {
  const receivers = engine.evaluate(object, place);
  if (!receivers.some(({ kind }) => kind === 'list')) return undefined;
  const given = firstOf(call.arguments).flatMap((one) => engine.evaluate(one, place));
  return [{ kind: 'list', elements: distinct([...receivers, ...given].flatMap(flattened)) }];
}

/** Lists within lists are spread ones. */
const flattened = (value: Value): readonly Value[] =>
  value.kind === 'list' ? value.elements.flatMap(flattened) : [value];

/** `items.map(f)`: a list of what `f` returns; undefined when the receiver is no list. */
function mapped(
  engine: Engine,
  call: CallFact,
  { object, place }: MethodCall,
): readonly Value[] | undefined {
  const receivers = engine.evaluate(object, place);
  if (receivers.some((value) => value.kind === 'external' || value.kind === 'instance')) {
    return undefined;
  }
  const elements = receivers.flatMap((value) => (value.kind === 'list' ? value.elements : []));
  const returned = calledBy(engine, argumentAt(engine, call.arguments[0], place), {
    given: [{ values: elements }],
    start: call.start,
    place,
  });
  return returned.length === 0 ? [] : [{ kind: 'list', elements: returned }];
}
