import type { BindingId, ObjectExpression, WriteFact } from '../../parse/facts.js';
import { namesOf } from '../../resolve/expressions/filled-objects.js';
import { isPartlyKnown } from '../../resolve/expressions/text-values.js';
import type { Place, Value } from '../../resolve/values.js';
import type { Judging } from '../judging.js';
import { ABSENT, UNKNOWN, type LookUp, type Placed } from './found-setting.js';

interface PlacedObject {
  readonly expression: ObjectExpression;
  readonly place: Place;
}

interface Put {
  /** What is put there under the name. */
  readonly named: Placed | null;
  /** Unknown where something is put there under a key that may be the name. */
  readonly other: LookUp;
}

/** What is put into an object after it was made: `options.timeout = 500; options[key] = value`. */
export function putUnder(judging: Judging, { expression, place }: PlacedObject, name: string): Put {
  const { file } = place;
  const facts = judging.facts(file);
  const names = facts === undefined ? [] : namesOf(facts, expression).map(spelled);
  const { index } = judging.resolver;
  const computed = names.flatMap((one) => index.computedWritesTo(file, one));
  const written = [
    ...names.flatMap((one) => index.writesTo(file, one, name)),
    ...computed.filter((write) => keyOf(judging, write, place) === name),
  ].at(-1);
  const isOpen = computed.some((write) => keyOf(judging, write, place) === null);
  return {
    named: written === undefined ? null : placed(written, place),
    other: isOpen ? UNKNOWN : ABSENT,
  };
}

const spelled = (binding: BindingId) => ({ kind: 'name', name: '', binding }) as const;

const placed = ({ value, start, function: id }: WriteFact, place: Place): Placed => ({
  ...{ expression: value, start },
  place: { ...place, function: id, class: null },
});

/** The key of `options[key] = value`, where it is but one text; null where it may be any. */
function keyOf(judging: Judging, { target, function: id }: WriteFact, at: Place): string | null {
  if (target.key === undefined) return null;
  const place = { ...at, function: id, class: null };
  const [only, ...others] = judging.resolver.evaluate(target.key, place);
  if (only?.kind !== 'constant' || others.length > 0 || isPartlyKnown(only)) return null;
  return String(only.value);
}

/** A type that takes any key, `{ [key: string]: any }`, does not say that one is there. */
export const isOpenShape = (value: Value, name: string): boolean =>
  value.kind === 'shape' &&
  value.members.some((member) => member.name === null) &&
  !value.members.some((member) => member.name === name);
