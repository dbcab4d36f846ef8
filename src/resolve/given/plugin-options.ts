import type { BindingFact, FileFacts } from '../../parse/facts.js';
import { distinct } from '../distinct.js';
import type { Engine } from '../engine.js';
import { objectLiterals } from '../indexes/object-literals.js';
import type { ObjectValue, Place, Value } from '../values.js';

type Literal = Pick<ObjectValue, 'expression' | 'place'>;

/** Object literals that hand a plugin over with its options: `{ plugin, options }`. */
export function pluginRegistrations(all: Iterable<FileFacts>): readonly Literal[] {
  const found: Literal[] = [];
  for (const facts of all) {
    for (const literal of objectLiterals(facts)) {
      if (propertyOf(literal, 'plugin') && propertyOf(literal, 'options')) found.push(literal);
    }
  }
  return found;
}

const propertyOf = ({ expression }: Literal, name: string) =>
  expression.properties.find(({ key }) => key === name)?.value;

interface ParameterPlace {
  readonly binding: BindingFact;
  readonly position: number;
  readonly at: Place;
}

/** The options of hapi's `{ register(server, options) {} }`, as they stand beside the plugin where it is registered. */
export function pluginOptions(
  engine: Engine,
  { binding, position, at }: ParameterPlace,
): readonly Value[] {
  if (position !== 1) return [];
  const plugin = engine.index
    .thisOfFunction(at.file, binding.function)
    .find((owner): owner is ObjectValue => registers(owner, binding));
  if (plugin === undefined) return [];
  const given = engine.index
    .pluginRegistrations()
    .filter((literal) => handsOver(engine, literal, plugin));
  return distinct(
    given.flatMap((literal) => {
      const options = propertyOf(literal, 'options');
      return options === undefined ? [] : engine.evaluate(options, literal.place);
    }),
  );
}

function registers(owner: Value, binding: BindingFact): owner is ObjectValue {
  if (owner.kind !== 'object') return false;
  const register = propertyOf(owner, 'register');
  return register?.kind === 'function' && register.function === binding.function;
}

/** The plugin itself, or a module or object that has it as its `plugin`. */
function handsOver(engine: Engine, literal: Literal, plugin: ObjectValue): boolean {
  const handed = propertyOf(literal, 'plugin');
  if (handed === undefined) return false;
  const values = engine.evaluate(handed, literal.place);
  return [...values, ...values.flatMap((value) => engine.member(value, 'plugin'))].some(
    (value) =>
      value.kind === 'object' &&
      value.place.file === plugin.place.file &&
      value.expression.start === plugin.expression.start,
  );
}
