import type { BindingFact, PatternStep } from '../../parse/facts.js';
import { distinct } from '../distinct.js';
import type { Engine } from '../engine.js';
import type { Place, Value } from '../values.js';

/** Follows a destructuring pattern into values. */
export function walkPath(
  engine: Engine,
  values: readonly Value[],
  path: readonly PatternStep[],
): readonly Value[] {
  return path.reduce<readonly Value[]>(
    (current, step) => distinct(current.flatMap((value) => takeStep(engine, value, step))),
    values,
  );
}

function takeStep(engine: Engine, value: Value, step: PatternStep): readonly Value[] {
  switch (step.step) {
    case 'property':
      return engine.member(value, step.name);
    case 'element':
      return engine.member(value, String(step.index));
    case 'rest':
      return [value];
  }
}

/** Values of a pattern's name: taken out of what is destructured, or its default. */
export function takenValues(
  engine: Engine,
  { binding, at }: { readonly binding: BindingFact; readonly at: Place },
  destructured: readonly Value[],
): readonly Value[] {
  const taken = walkPath(engine, destructured, binding.path ?? []);
  return binding.default === undefined
    ? taken
    : distinct([...taken, ...engine.evaluate(binding.default, at)]);
}
