import type { CallFact, CallId } from '../../parse/facts.js';
import { isRequire } from '../../parse/module-requests.js';
import { handedArguments } from './arguments.js';
import { configuredSection } from '../given/configured-sections.js';
import { containerCall } from '../given/containers.js';
import { distinct, firstOf } from '../distinct.js';
import type { Application, Engine } from '../engine.js';
import { requiredFile, requiredValues } from '../modules/exports.js';
import { builtinCall } from './builtin-calls.js';
import { asksApplication } from '../given/holders.js';
import { filledCollection } from './filled-collections.js';
import { isInformative } from '../informative.js';
import { elementsOf, listCall } from './lists.js';
import { requestedPaths } from '../modules/requested-paths.js';
import { schemaDefaults } from '../given/schema-defaults.js';
import { configuredText } from './text-values.js';
import type { Place, Value } from '../values.js';

/** What a call evaluates to; promises are transparent. */
export function callValues(engine: Engine, id: CallId, around: Place): readonly Value[] {
  const call = engine.facts(around.file)?.calls[id];
  if (call === undefined) return [];
  const place: Place = { ...around, function: call.function, class: call.class };
  const module = moduleOf(engine, call, place);
  if (module !== undefined) return module;
  const builtin = builtinCall(engine, call, place);
  if (builtin !== undefined) return builtin;
  const injected = containerCall(engine, call, place);
  if (injected !== undefined) return injected;
  const collection = typedCollection(engine, call, place);
  if (collection !== undefined) return collection;
  const values = distinct([...listMethod(engine, call, place), ...applied(engine, call, place)]);
  if (values.some((value) => value.kind !== 'package')) return values;
  const setting = values.length === 0 ? applicationSetting(engine, call) : [];
  if (setting.length > 0) return setting;
  const section = configuredSection(engine, call, place);
  if (section.length > 0) return section;
  const defaults = schemaDefaults(engine, call, place);
  return defaults.length > 0 ? defaults : [...values, ...configuredText(call)];
}

function applied(engine: Engine, call: CallFact, place: Place): readonly Value[] {
  const input: Application = {
    arguments: handedArguments(engine, call.arguments, place),
    construct: call.form === 'new',
    at: { place, start: call.start, types: call.typeArguments },
  };
  return engine.evaluate(call.callee, place).flatMap((callee) => engine.apply(callee, input));
}

function moduleOf(engine: Engine, call: CallFact, place: Place): readonly Value[] | undefined {
  const [first] = call.arguments;
  const isImport = call.form === 'import';
  if (first === undefined || (!isImport && !isRequire(call))) return undefined;
  if (first.kind !== 'literal') return openModules(engine, call, place);
  if (typeof first.value !== 'string') return undefined;
  return isImport
    ? engine.imported(place.file, first.value, '*')
    : requiredValues(engine, place.file, first.value);
}

/** `require('./controllers/' + name)`: any file of the folder, or those whose names are known. */
function openModules(
  engine: Engine,
  { form, arguments: [asked] }: CallFact,
  place: Place,
): readonly Value[] | undefined {
  const paths = asked === undefined ? [] : requestedPaths(engine, asked, place);
  if (paths.length === 0) return undefined;
  return [...new Set(paths.flatMap((path) => engine.modules.matching(place.file, path)))].flatMap(
    (file): readonly Value[] =>
      form === 'import' ? [{ kind: 'module', file }] : requiredFile(engine, file),
  );
}

/** Express: `app.get('http')` reads what `app.set('http', …)` stored. */
function applicationSetting(
  engine: Engine,
  { callee, arguments: given }: CallFact,
): readonly Value[] {
  const [name] = given;
  if (callee.kind !== 'member' || callee.property !== 'get' || given.length !== 1) return [];
  if (name?.kind !== 'literal' || !asksApplication(callee.object)) return [];
  const attached = engine.index.attached('set', String(name.value));
  return distinct(firstOf(attached).flatMap(({ value, place }) => engine.evaluate(value, place)));
}

const COLLECTIONS = new Set(['Map', 'Set', 'WeakMap', 'Array']);

/** `new Map<string, Pool>()`, `new Map([['a', pool]])`: the type arguments say what it will hold, or what it begins with. */
function typedCollection(
  engine: Engine,
  call: CallFact,
  place: Place,
): readonly Value[] | undefined {
  const {
    callee,
    form,
    typeArguments,
    arguments: [initial],
  } = call;
  const isCollection =
    callee.kind === 'name' && callee.binding === null && COLLECTIONS.has(callee.name);
  if (form !== 'new' || !isCollection) return undefined;
  const element = typeArguments.at(-1);
  const declared = element === undefined ? [] : engine.typeValues(element, place);
  if (declared.some(saysWhich)) return [{ kind: 'list', elements: declared }];
  const held = initial === undefined ? [] : engine.evaluate(initial, place).flatMap(elementsOf);
  const elements = callee.name.endsWith('Map') ? held.flatMap(valueOfPair) : held;
  const filled = elements.length > 0 ? elements : filledCollection(engine, call, place);
  if (filled.length > 0) return [{ kind: 'list', elements: filled }];
  return element === undefined ? undefined : [{ kind: 'list', elements: declared }];
}

/** The type of a function says nothing of which it is. */
const saysWhich = (value: Value): boolean => isInformative(value) && value.kind !== 'callable';

/** Of `['key', value]`. */
const valueOfPair = (pair: Value): readonly Value[] =>
  pair.kind === 'list' ? (pair.positions?.[1] ?? []) : [];

function listMethod(engine: Engine, call: CallFact, place: Place): readonly Value[] {
  const { callee } = call;
  const property = callee.kind === 'member' ? callee.property : null;
  if (callee.kind !== 'member' || property === null) return [];
  return engine
    .evaluate(callee.object, place)
    .flatMap((object) => (object.kind === 'list' ? listCall(engine, object, property) : []));
}
