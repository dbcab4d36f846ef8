import type { ClientAction } from '../../model/catalog.js';
import { argumentValues } from './arguments.js';
import type { Engine } from '../engine.js';
import type { Argument, ExternalValue, Value } from '../values.js';

/** The function (or promise) that a guard such as a breaker or a retry helper runs for its caller. */
export function invokedValues(
  engine: Engine,
  { on, action }: { readonly on: ExternalValue; readonly action: ClientAction },
  given: readonly Argument[],
): readonly Value[] {
  const [from, position = '', ...path] = (action.invokes ?? '').split('.');
  const all = from === 'call' ? given : createdWith(on);
  const start = position === 'last' ? all.length - 1 : Number(position);
  const first = argumentAt(engine, all, start);
  // Options may stand in front of the function: `schedule({ priority: 1 }, load)`.
  const mayFollow = path.length === 0 && position !== 'last' && start + 1 < all.length;
  const values = mayFollow && areOptions(first) ? argumentAt(engine, all, start + 1) : first;
  return path.reduce<readonly Value[]>(
    (objects, name) => objects.flatMap((object) => engine.member(object, name)),
    values,
  );
}

function createdWith({ creations }: ExternalValue): readonly Argument[] {
  const [creation] = creations;
  if (creation === undefined) return [];
  const { place } = creation;
  return creation.arguments.map((expression) => ({ expression, place }));
}

function argumentAt(engine: Engine, all: readonly Argument[], index: number): readonly Value[] {
  const argument = all[index];
  return argument === undefined ? [] : argumentValues(engine, argument);
}

const areOptions = (values: readonly Value[]): boolean =>
  values.length > 0 && values.every(({ kind }) => kind === 'object' || kind === 'constant');
