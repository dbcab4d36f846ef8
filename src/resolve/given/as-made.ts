import type { Value } from '../values.js';

/** Clients that only a type tells of: whoever hands them over, or hangs them there, knows how they were made. */
export function asMade(values: readonly Value[], makers: () => readonly Value[]): readonly Value[] {
  const clients = values.flatMap((value) =>
    value.kind === 'external' && value.creations.length === 0 ? [value.client] : [],
  );
  if (clients.length < values.length) return values;
  const made = makers().filter(
    (value) =>
      value.kind === 'external' && value.creations.length > 0 && clients.includes(value.client),
  );
  return made.length > 0 ? made : values;
}

/** Of several values, clients that only a type tells of stand for those that are made beside them. */
export function withoutUnmade(values: readonly Value[]): readonly Value[] {
  const made = new Set(
    values.flatMap((value) =>
      value.kind === 'external' && value.creations.length > 0 ? [value.client] : [],
    ),
  );
  return values.filter(
    (value) => value.kind !== 'external' || value.creations.length > 0 || !made.has(value.client),
  );
}
