import type { RegistrationFact } from '../../model/catalog-entry.js';
import type { ClientEntry } from '../../model/catalog.js';
import { placedByText } from '../../resolve/given/placed-members.js';
import { valueOf } from '../../resolve/indexes/catalog-index.js';
import type { Value } from '../../resolve/values.js';
import type { FunctionPlace } from '../code/points.js';
import { functionsOf } from './functions-of.js';
import { controllerMethods, distinctPlaces, methodsOf, placeOfFunction } from './methods-of.js';
import { methodNames } from './named-methods.js';
import type { Handed, Registering } from './registering.js';
import { fillIn, placeTexts, type Reading } from './texts.js';

/** What runs for a registration: what a text names by the framework's own rules, else what is handed. */
export function handlersOf(
  { reading, registers }: Registering,
  handed: Handed,
): readonly FunctionPlace[] {
  const { on, point } = reading.entering;
  const asking = { client: on.client, file: point.file };
  const named = namedHandlers(reading, registers, asking) ?? [];
  if (named.length > 0) return named;
  const { judging } = reading;
  return registers.methods === undefined
    ? functionsOf(judging, handed.expression, handed.place)
    : controllerMethods(judging, handed, methodNames(registers.methods));
}

interface Asking {
  readonly client: ClientEntry;
  readonly file: string;
}

/** Functions that a text names as members of what files stand for; null where no text tells. */
export function namedHandlers(
  reading: Reading,
  { names, methods }: RegistrationFact,
  { client, file }: Asking,
): readonly FunctionPlace[] | null {
  const text = names === undefined ? null : firstWhole(reading, names.texts);
  if (text === null || names === undefined) return null;
  const { judging } = reading;
  const values = placedByText(judging.resolver, valueOf(client, names.of), { text, file });
  const found =
    methods === undefined
      ? values.flatMap(functionIn)
      : values.flatMap((one) =>
          methodNames(methods).flatMap((name) => methodsOf(judging, one, { name, depth: 0 })),
        );
  return distinctPlaces(found);
}

const functionIn = (value: Value): readonly FunctionPlace[] =>
  value.kind === 'function' ? [placeOfFunction(value)] : [];

function firstWhole(reading: Reading, templates: readonly string[]): string | null {
  for (const template of templates) {
    const texts = placeTexts(reading, template);
    if (texts.every((one) => one !== null && !one.includes('${'))) return fillIn(template, texts);
  }
  return null;
}
