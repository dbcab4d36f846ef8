import type { Expression } from '../../parse/facts.js';
import { distinct, firstOf } from '../distinct.js';
import type { Engine } from '../engine.js';
import { holdersOf } from './holders.js';
import type { AttachedValue } from '../knowledge.js';
import type { Value } from '../values.js';

/** `req.app.locals.db`: what the service hung on its framework's objects elsewhere. */
export function attachedValues(engine: Engine, object: Expression, name: string): readonly Value[] {
  const attached = holdersOf(object).flatMap((holder) => engine.index.attached(holder, name));
  return distinct(firstOf(attached).flatMap((one) => valuesOf(engine, one)));
}

function valuesOf(engine: Engine, { value, place, asked }: AttachedValue): readonly Value[] {
  const values = engine.evaluate(value, place);
  return asked
    ? values.flatMap((one) => engine.apply(one, { arguments: [], construct: false, at: null }))
    : values;
}
