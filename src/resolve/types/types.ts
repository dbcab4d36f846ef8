import type { BindingFact, TypeFact } from '../../parse/facts.js';
import { distinct, firstOf } from '../distinct.js';
import type { Engine } from '../engine.js';
import { exportedType } from './exported-types.js';
import { parameterValues } from './parameter-types.js';
import { declaredWith } from './type-arguments.js';
import { transactionHost } from './transaction-hosts.js';
import type { Place, Value } from '../values.js';

type Reference = Extract<TypeFact, { kind: 'reference' }>;

/** Values a type annotation promises. */
export function typeValues(engine: Engine, type: TypeFact, place: Place): readonly Value[] {
  switch (type.kind) {
    case 'reference':
      return referenceValues(engine, type, place);
    case 'union':
    case 'intersection':
      return distinct(firstOf(type.types).flatMap((one) => engine.typeValues(one, place)));
    case 'array':
      return [{ kind: 'list', elements: engine.typeValues(type.element, place) }];
    case 'tuple': {
      const positions = firstOf(type.elements).map((element) => engine.typeValues(element, place));
      return [{ kind: 'list', elements: distinct(positions.flat()), positions }];
    }
    case 'typeof':
      return engine.evaluate(type.expression, place);
    case 'function':
      return [{ kind: 'callable', returns: type.returns, place }];
    case 'object':
      return [{ kind: 'shape', members: type.members, extends: [], name: null, place }];
    case 'indexed':
      return indexedValues(engine, type, place);
    case 'import':
      return exportedType(engine, {
        file: place.file,
        specifier: type.specifier,
        path: type.name,
      });
    case 'literal':
      return [{ kind: 'constant', value: type.value }];
    case 'primitive':
    case 'other':
      return [];
  }
}

function indexedValues(
  engine: Engine,
  type: Extract<TypeFact, { kind: 'indexed' }>,
  place: Place,
): readonly Value[] {
  const parameters = parameterValues(engine, type, place);
  if (parameters !== undefined) return parameters;
  const { key } = type;
  const objects = engine.typeValues(type.object, place);
  return key === null ? [] : distinct(objects.flatMap((object) => engine.member(object, key)));
}

function referenceValues(engine: Engine, type: Reference, place: Place): readonly Value[] {
  const { binding: id } = type;
  if (id === null) return globalType(engine, type, place);
  const binding = engine.facts(place.file)?.bindings[id];
  if (binding === undefined) return [];
  const at: Place = { ...place, function: binding.function, frame: null };
  return boundType(engine, { binding, type, at });
}

interface BoundType {
  readonly binding: BindingFact;
  readonly type: Reference;
  readonly at: Place;
}

function boundType(engine: Engine, { binding, type, at }: BoundType): readonly Value[] {
  switch (binding.kind) {
    case 'import':
      return importedType(engine, { binding, type, at });
    case 'class':
      return binding.class === undefined
        ? []
        : [{ kind: 'instance', file: at.file, of: { class: binding.class }, frame: null }];
    case 'interface':
      return [interfaceShape(binding, at)];
    case 'alias':
    case 'typeParameter':
      return binding.type === undefined ? [] : engine.typeValues(binding.type, at);
    case 'variable':
    case 'parameter':
    case 'function':
    case 'enum':
    case 'catch':
    case 'namespace':
      return [];
  }
}

const interfaceShape = (binding: BindingFact, place: Place): Value => ({
  kind: 'shape',
  members: binding.members ?? [],
  extends: binding.extends ?? [],
  name: binding.name,
  place,
});

function importedType(engine: Engine, { binding, type, at }: BoundType): readonly Value[] {
  const source = binding.import;
  if (source === undefined) return [];
  const host = transactionHost(engine, { specifier: source.specifier, type, place: at });
  if (host !== undefined) return host;
  const rest = type.name.slice(1);
  const path = source.imported === '*' ? rest : [source.imported, ...rest];
  const values = exportedType(engine, { file: at.file, specifier: source.specifier, path }).map(
    (value) => declaredWith(engine, value, { types: type.arguments, place: at }),
  );
  // Nest: the type of a section of the configuration, `ConfigType<typeof httpConfig>`.
  if (path.at(-1) === 'ConfigType' && values.every(({ kind }) => kind === 'package'))
    return applied(engine, argumentValues(engine, type.arguments[0], at), false);
  // Wrappers of a package such as `Loaded<User>` or `DeepPartial<Client>`.
  return values.some((value) => value.kind !== 'package') || type.arguments.length === 0
    ? values
    : [
        ...values,
        ...(TRANSPARENT_PACKAGE_TYPES.has(path.at(-1) ?? '')
          ? argumentValues(engine, type.arguments[0], at)
          : []),
      ];
}

const TRANSPARENT_PACKAGE_TYPES = new Set([
  'Observable',
  'DeepPartial',
  'Provider',
  'LazyServiceIdentifier',
  'ClientProxyOf',
]);

const argumentValues = (
  engine: Engine,
  argument: TypeFact | undefined,
  place: Place,
): readonly Value[] => (argument === undefined ? [] : engine.typeValues(argument, place));

/** TypeScript's own types that stand for their argument. */
const TRANSPARENT = new Set([
  'Promise',
  'PromiseLike',
  'Awaited',
  'Readonly',
  'Partial',
  'Required',
  'NonNullable',
  'Pick',
  'Omit',
  'Extract',
  'Exclude',
  'WeakRef',
]);
const LISTS = new Set([
  'Array',
  'ReadonlyArray',
  'Set',
  'ReadonlySet',
  'Iterable',
  'AsyncIterable',
  'IterableIterator',
  'Generator',
  'AsyncGenerator',
  'AsyncIterableIterator',
]);
const RECORDS = new Set(['Map', 'ReadonlyMap', 'WeakMap', 'Record']);

function globalType(engine: Engine, type: Reference, place: Place): readonly Value[] {
  const name = type.name.join('.');
  const parameter = (index: number): readonly Value[] =>
    argumentValues(engine, type.arguments[index], place);
  if (TRANSPARENT.has(name)) return parameter(0);
  if (LISTS.has(name)) return [{ kind: 'list', elements: parameter(0) }];
  if (RECORDS.has(name)) return [{ kind: 'list', elements: parameter(1) }];
  if (name === 'InstanceType') return applied(engine, parameter(0), true);
  if (name === 'ReturnType') return applied(engine, parameter(0), false);
  const known = engine.catalog.global(name);
  return known === undefined ? [] : applied(engine, [known], true);
}

const applied = (engine: Engine, values: readonly Value[], construct: boolean): readonly Value[] =>
  values.flatMap((value) => engine.apply(value, { arguments: [], construct, at: null }));
