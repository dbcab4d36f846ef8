import { distinct, firstOf } from '../distinct.js';
import type { Engine } from '../engine.js';
import type { HandedPlace } from '../knowledge.js';
import type { Creation, ExternalValue } from '../values.js';

/** Whether a value is the one that was made in a place, or was made with it: a model of a schema. */
export function isMadeBy(engine: Engine, value: ExternalValue, holder: ExternalValue): boolean {
  const [made] = holder.creations;
  return (
    made !== undefined &&
    value.creations.some((one) => isSame(one, made) || isGiven(engine, one, made))
  );
}

const isGiven = (engine: Engine, { arguments: given, place }: Creation, made: Creation): boolean =>
  given.some((expression) =>
    engine.evaluate(expression, place).some((value) => {
      const [own] = value.kind === 'external' ? value.creations : [];
      return own !== undefined && isSame(own, made);
    }),
  );

const isSame = (one: Creation, other: Creation): boolean =>
  one.start === other.start && one.place.file === other.place.file;

/** What the library made with a value that it was handed: the models of a schema. */
export function valuesMadeOf(engine: Engine, holder: ExternalValue): readonly ExternalValue[] {
  const [made] = holder.creations;
  if (made === undefined) return [];
  const found = firstOf(placesHanded(engine, made)).flatMap(({ file, call: id }) => {
    const call = engine.facts(file)?.calls[id];
    if (call === undefined) return [];
    const place = { file, function: call.function, class: call.class, frame: null };
    return engine.evaluateCall(id, place);
  });
  return distinct(found).filter(
    (value): value is ExternalValue =>
      value.kind === 'external' &&
      value.client === holder.client &&
      isNew(value, made) &&
      isMadeBy(engine, value, holder),
  );
}

/** What a call that only passes the value on returns is made by no call of its own. */
const isNew = ({ creations: [own] }: ExternalValue, made: Creation): boolean =>
  own !== undefined && !isSame(own, made);

function placesHanded(
  engine: Engine,
  { place: { file }, start }: Creation,
): readonly HandedPlace[] {
  const calls = engine.facts(file)?.calls.filter((call) => call.start === start) ?? [];
  const near = calls.flatMap((call) => engine.index.resultHandedTo(file, call));
  return [...near, ...calls.flatMap((call) => engine.index.resultHandedOutside(file, call))];
}
