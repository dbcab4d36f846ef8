import type { ClientAction } from '../../model/catalog.js';
import type { SharingFact } from '../../model/catalog-parts.js';
import type {
  BindingFact,
  CallFact,
  Expression,
  FileFacts,
  FunctionFact,
} from '../../parse/facts.js';
import { asksForModule } from '../../parse/module-requests.js';
import { distinct } from '../distinct.js';
import type { Application, Engine } from '../engine.js';
import type { SharedContext } from '../knowledge.js';
import { rootBinding } from '../indexes/callee-names.js';
import { requestedPackage } from '../modules/requested-package.js';
import { nearestTo } from '../../text/nearest-files.js';
import type { ObjectValue, Place, Value } from '../values.js';

const NONE: Application = { arguments: [], construct: false, at: null };

/** Contexts of all servers: `new ApolloServer({ context: () => ({ users }) })`. */
export function sharedContexts(engine: Engine, all: Iterable<FileFacts>): readonly SharedContext[] {
  const found: SharedContext[] = [];
  for (const facts of all) {
    if (!importsSharing(engine, facts)) continue;
    for (const call of facts.calls) found.push(...sharedBy(engine, facts, call));
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

function sharedBy(engine: Engine, facts: FileFacts, call: CallFact): readonly SharedContext[] {
  if (call.arguments.length === 0) return [];
  const { file } = facts;
  const place: Place = { file, function: call.function, class: call.class, frame: null };
  const makers = [call.callee, ...call.arguments.filter(({ kind }) => kind === 'name')].filter(
    (one) => isLoaded(facts, one),
  );
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

/**
 * What is imported, or is one of a module's own: what else there is may be of a context itself
 * (`ctx.users.find(id)`), and must not be asked for before all contexts are found.
 */
function isLoaded({ bindings, calls }: FileFacts, maker: Expression): boolean {
  const root = rootBinding(maker);
  const binding = root === null ? undefined : bindings[root];
  if (binding === undefined) return false;
  if (binding.kind === 'import') return true;
  const { kind, function: around, value } = binding;
  if (kind !== 'variable' || around === 0) return kind === 'variable';
  const given = value?.kind === 'await' ? value.value : value;
  const call = given?.kind === 'call' ? calls[given.call] : undefined;
  return call !== undefined && asksForModule(call);
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
