import type { ClassFact } from '../../parse/facts.js';
import type { Engine } from '../engine.js';
import type { Value } from '../values.js';

/** What a class extends; mixin calls such as `Base(Options)` count by what they return. */
export function baseValues(engine: Engine, file: string, fact: ClassFact): readonly Value[] {
  if (fact.superclass === null) return [];
  return engine.evaluate(fact.superclass, {
    file,
    function: fact.function,
    class: null,
    frame: null,
  });
}
