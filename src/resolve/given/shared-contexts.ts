import type { ClientAction } from '../../model/catalog.js';
import type { SharingFact } from '../../model/catalog-parts.js';
import type { BindingFact, CallFact, FileFacts, FunctionFact } from '../../parse/facts.js';
import { distinct } from '../distinct.js';
import type { Application, Engine } from '../engine.js';
import type { SharedContext } from '../knowledge.js';
import { requestedPackage } from '../modules/requested-package.js';
import { nearestTo } from '../../text/nearest-files.js';
import type { ObjectValue, Place, Value } from '../values.js';

const NONE: Application = { arguments: [], construct: false, at: null };

/** Contexts of all servers: `new ApolloServer({ context: () => ({ users }) })`. */
export function sharedContexts(engine: Engine, all: Iterable<FileFacts>): readonly SharedContext[] {
  const found: SharedContext[] = [];
  for (const facts of all) {
    if (!importsSharing(engine, facts)) continue;
    for (const call of facts.calls) found.push(...sharedBy(engine, facts.file, call));
  }
  return found;
}

function importsSharing({ catalog }: Engine, { requests }: FileFacts): boolean {
  return requests.some(({ specifier }) => {
    const types = requestedPackage(catalog, specifier)?.client.types ?? {};
    return Object.values(types).some(
      (type) => (type.constructs ?? type.call)?.shares !== undefined,
    );
  });
}

function sharedBy(engine: Engine, file: string, call: CallFact): readonly SharedContext[] {
  if (call.arguments.length === 0) return [];
  const place: Place = { file, function: call.function, class: call.class, frame: null };
  const makers = [call.callee, ...call.arguments.filter(({ kind }) => kind === 'name')];
  return makers
    .flatMap((one) => engine.evaluate(one, place))
    .flatMap((value): readonly SharedContext[] => {
      if (value.kind !== 'external') return [];
      const isMade = call.form === 'new';
      const action: ClientAction | undefined = isMade
        ? engine.catalog.type(value)?.constructs
        : engine.catalog.call(value);
      const shares = action?.shares;
      if (shares === undefined) return [];
      return contextsIn(engine, { call, place }, shares).map((one) => ({
        ...one,
        client: value.client,
        shares,
      }));
    });
}

function contextsIn(
  engine: Engine,
  { call, place }: { readonly call: CallFact; readonly place: Place },
  { options, context, members, property }: SharingFact,
): readonly Pick<SharedContext, 'member' | 'expression' | 'place'>[] {
  const argument = call.arguments[options];
  if (argument === undefined) return [];
  return engine.evaluate(argument, place).flatMap((value) => {
    if (value.kind !== 'object') return [];
    return value.expression.properties.flatMap(({ key, value: expression }) => {
      const at = { expression, place: value.place };
      if (key === context) return [{ member: property ?? null, ...at }];
      return key !== null && members.includes(key) ? [{ member: key, ...at }] : [];
    });
  });
}

interface ParameterPlace {
  readonly fact: FunctionFact;
  readonly binding: BindingFact;
  readonly position: number;
  readonly at: Place;
}

/** What a parameter of a handler holds that nothing else tells the value of: `(parent, args, { users }) => …`. */
export function contextParameter(
  engine: Engine,
  { position, ...handler }: ParameterPlace,
): readonly Value[] {
  const shared = engine.index
    .sharedContexts()
    .filter((one) => one.shares.parameter === position && isHandler(engine, handler, one));
  // Of several servers, those that lie where the handler does.
  const own = nearestTo(handler.at.file, shared, ({ place }) => place.file);
  return distinct(own.flatMap((one) => contextValues(engine, one)));
}

/** A function of an object or class, or one that is handed to what hands on; of some frameworks, to their own calls. */
function isHandler(
  engine: Engine,
  { fact: { argumentOf }, at: { file } }: Pick<ParameterPlace, 'fact' | 'at'>,
  { client, shares }: SharedContext,
): boolean {
  const call = argumentOf && engine.facts(file)?.calls[argumentOf.call];
  if (shares.property === undefined) return call === undefined || call.callee.kind === 'name';
  if (call === undefined) return false;
  const place: Place = { file, function: call.function, class: call.class, frame: null };
  return engine
    .evaluate(call.callee, place)
    .some((value) => value.kind === 'operation' && value.on.client === client);
}

function contextValues(
  engine: Engine,
  { member, expression, place }: SharedContext,
): readonly Value[] {
  return engine.evaluate(expression, place).flatMap((value): readonly Value[] => {
    if (member !== null) return heldUnder(engine, member, value);
    return value.kind === 'function' ? engine.apply(value, NONE) : [value];
  });
}

/** An object that holds what a function gives under a name. */
function heldUnder(engine: Engine, member: string, value: Value): readonly ObjectValue[] {
  if (value.kind !== 'function') return [];
  const { file, function: id, closure } = value;
  const fact = engine.facts(file)?.functions[id];
  const place: Place = { file, function: id, class: null, frame: closure };
  return (fact?.returns ?? []).map((returned) => ({
    kind: 'object',
    expression: {
      kind: 'object',
      start: fact?.start ?? 0,
      properties: [{ key: member, value: returned, start: fact?.start ?? 0 }],
    },
    place,
  }));
}
