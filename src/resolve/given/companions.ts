import type { BindingFact } from '../../parse/facts.js';
import { isNamedBy } from '../../text/name-key.js';
import { distinct } from '../distinct.js';
import type { Engine } from '../engine.js';
import type { ExternalValue, ObjectValue, Place, Value } from '../values.js';

interface CompanionPlace {
  readonly binding: BindingFact;
  readonly position: number;
  readonly at: Place;
}

/**
 * What a function of an object is given by a library, as a value beside it in the object tells:
 * `{ data: new SlashCommandBuilder(), execute(interaction) {} }`, loaded by its file name.
 */
export function companionParameter(
  engine: Engine,
  { binding, position, at }: CompanionPlace,
): readonly Value[] {
  return distinct(
    engine.index
      .thisOfFunction(at.file, binding.function)
      .flatMap((owner) =>
        owner.kind === 'object' ? companionsIn(engine, owner, { binding, position }) : [],
      ),
  );
}

function companionsIn(
  engine: Engine,
  { expression: { properties }, place }: ObjectValue,
  { binding, position }: Pick<CompanionPlace, 'binding' | 'position'>,
): readonly Value[] {
  const own = properties.find(
    ({ value }) => value.kind === 'function' && value.function === binding.function,
  );
  const name = own?.key;
  if (name == null || !engine.catalog.isCompanion(name)) return [];
  return properties.flatMap(({ value }) =>
    value.kind === 'call'
      ? engine
          .evaluate(value, place)
          .flatMap((one) => (one.kind === 'external' ? given(engine, one, { name, position }) : []))
      : [],
  );
}

function given(
  engine: Engine,
  value: ExternalValue,
  { name, position }: { readonly name: string; readonly position: number },
): readonly Value[] {
  const beside = engine.catalog.fact(value, 'beside');
  const type = beside?.parameters[position];
  return beside === undefined || type == null || !isNamedBy(beside.functions, name)
    ? []
    : [{ ...value, type, path: name, origin: [], creations: [] }];
}
