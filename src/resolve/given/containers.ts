import type { CallFact, Expression } from '../../parse/facts.js';
import { distinct } from '../distinct.js';
import type { Engine } from '../engine.js';
import { injectionToken } from './injection-tokens.js';
import type { PackageValue, Place, Value } from '../values.js';

/** awilix's object of everything registered, by name. */
export const CRADLE: PackageValue = {
  kind: 'package',
  packageName: 'awilix',
  subpath: '',
  path: 'cradle',
};

export const isCradle = ({ packageName, path }: PackageValue): boolean =>
  packageName === 'awilix' && /(^|\.)cradle$/.test(path);

const CONTAINERS = new Set(['inversify', 'tsyringe', 'awilix', '@nestjs/core', 'typedi']);
const ASKS = new Set(['get', 'resolve', 'getAsync', 'resolveAsync']);

/**
 * `container.get(TYPES.Http)`, `moduleRef.create(Orders)`: what the container provides, or makes of
 * the class that it is asked for; undefined for any other call.
 */
export function containerCall(
  engine: Engine,
  { callee, arguments: given }: CallFact,
  place: Place,
): readonly Value[] | undefined {
  const [token] = given;
  if (callee.kind !== 'member' || token === undefined) return undefined;
  const asked = callee.property ?? '';
  if (!ASKS.has(asked) && asked !== 'create') return undefined;
  const isAsked = engine
    .evaluate(callee.object, place)
    .some((value) => (asked === 'create' ? isModuleRef(value) : isContainer(value)));
  if (!isAsked) return undefined;
  const known = asked === 'create' ? undefined : provided(engine, token, place);
  return known ?? instances(engine, token, place);
}

const isContainer = (value: Value): boolean =>
  (value.kind === 'package' || value.kind === 'external') && CONTAINERS.has(value.packageName);

/** Nest's, which makes an instance of a class that no module may know; `NestFactory.create` makes an application. */
const isModuleRef = (value: Value): boolean =>
  isContainer(value) && 'path' in value && /(^|\.)ModuleRef(\(\))?$/.test(value.path);

function provided(engine: Engine, asked: Expression, place: Place): readonly Value[] | undefined {
  const token = injectionToken(engine, asked, place);
  if (token === null) return undefined;
  const values = [...engine.injected(token), ...engine.index.registeredByName(token)];
  return values.length === 0 ? undefined : values;
}

/** A class that nobody provides otherwise is made by its constructor. */
function instances(engine: Engine, asked: Expression, place: Place): readonly Value[] | undefined {
  const made = engine
    .evaluate(asked, place)
    .filter(({ kind }) => kind === 'class')
    .flatMap((value) => engine.apply(value, { arguments: [], construct: true, at: null }));
  return made.length === 0 ? undefined : distinct(made);
}
