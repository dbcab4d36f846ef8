import type { Argument, InstanceValue, Value } from './values.js';

/**
 * More alternatives than this say nothing any more; the first ones in source order are kept. A list of
 * services that are all asked (adapters, providers) has dozens.
 */
const MOST_ALTERNATIVES = 200;

/** Nobody writes down more for one name; those who generate it do not get us to read it all. */
const MOST_TRIED = 300;

/** The first of what a value may be, where it may be very many things. */
export const firstOf = <T>(sources: readonly T[]): readonly T[] =>
  sources.length > MOST_TRIED ? sources.slice(0, MOST_TRIED) : sources;

/** Drops values that mean the same and bounds their number. */
export function distinct(values: readonly Value[]): readonly Value[] {
  if (values.length < 2) return values;
  const seen = new Map<string, Value>();
  for (const value of values) {
    const key = identity(value);
    if (!seen.has(key)) seen.set(key, value);
    if (seen.size >= MOST_ALTERNATIVES) break;
  }
  return [...seen.values()];
}

const objectIdentities = new WeakMap<object, number>();
let nextIdentity = 0;

/** A number of an object's own, for as long as the process runs. */
export function identityOf(object: object | null): number {
  if (object === null) return 0;
  let found = objectIdentities.get(object);
  if (found === undefined) {
    found = ++nextIdentity;
    objectIdentities.set(object, found);
  }
  return found;
}

/** Lists in lists in lists are told apart by being the same object: written out they double with each level. */
const DEEPEST_LIST = 2;

const givenIdentity = (given: readonly Argument[] = []): string =>
  given.map((one) => ('expression' in one ? identityOf(one.expression) : 0)).join();

const ownerOf = (of: InstanceValue['of']): string =>
  'class' in of ? `class ${String(of.class)}` : `function ${String(of.function)}`;

function identity(value: Value, depth = 0): string {
  switch (value.kind) {
    case 'external':
      return `external ${value.client.client} ${value.packageName} ${value.type} ${String(value.origin.at(-1)?.start)} ${String(value.origin.at(-1)?.file)} ${value.extendedBy === undefined ? '' : JSON.stringify(value.extendedBy)} ${value.below?.join('/') ?? ''} ${String(identityOf(value.declared?.types ?? null))}`;
    case 'operation':
      return `operation ${value.name} ${identity(value.on)}`;
    case 'package':
      return `package ${value.packageName} ${value.subpath} ${value.constructed === true ? 'new ' : ''}${value.path} ${givenIdentity(value.given)}`;
    case 'function':
      return `function ${value.file} ${String(value.function)} ${String(identityOf(value.closure))}`;
    case 'class':
      return `class ${value.file} ${String(value.class)}`;
    case 'instance':
      return `instance ${value.file} ${ownerOf(value.of)} ${String(identityOf(value.frame))}`;
    case 'object':
      return `object ${String(identityOf(value.expression))} ${String(identityOf(value.place.frame))}`;
    case 'list':
      return depth > DEEPEST_LIST
        ? `list ${String(identityOf(value.elements))}`
        : `list ${value.elements.map((element) => identity(element, depth + 1)).join()}`;
    case 'shape':
      return `shape ${String(identityOf(value.members))}`;
    case 'callable':
      return `callable ${String(identityOf(value.returns))}`;
    case 'module':
      return `module ${value.file}`;
    case 'constant':
      return `constant ${JSON.stringify(value.value)}`;
  }
}
