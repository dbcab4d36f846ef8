import type { CallFact } from '../../parse/facts.js';
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

/** `container.get(TYPES.Http)`: what the container provides; undefined for any other call. */
export function containerCall(
  engine: Engine,
  { callee, arguments: given }: CallFact,
  place: Place,
): readonly Value[] | undefined {
  const [token] = given;
  if (callee.kind !== 'member' || !ASKS.has(callee.property ?? '') || token === undefined) {
    return undefined;
  }
  const isContainer = engine
    .evaluate(callee.object, place)
    .some(
      (value) =>
        (value.kind === 'package' || value.kind === 'external') &&
        CONTAINERS.has(value.packageName),
    );
  return isContainer ? provided(engine, injectionToken(engine, token, place)) : undefined;
}

function provided(engine: Engine, token: string | null): readonly Value[] | undefined {
  if (token === null) return undefined;
  const values = [...engine.injected(token), ...engine.index.registeredByName(token)];
  return values.length === 0 ? undefined : values;
}
