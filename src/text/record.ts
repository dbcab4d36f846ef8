/**
 * A record keyed by names that come from scanned code. It has no prototype, so that a package
 * called "constructor" is not found before it was put in.
 */
export function recordOf<T>(entries: Iterable<readonly [string, T]>): Readonly<Record<string, T>> {
  const record = Object.create(null) as Record<string, T>;
  for (const [key, value] of entries) record[key] = value;
  return record;
}

export const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The properties of a value that are strings; none when it is no record. */
export function stringEntries(value: unknown): readonly (readonly [string, string])[] {
  if (!isRecord(value)) return [];
  return Object.entries(value).flatMap(([key, one]) =>
    typeof one === 'string' ? [[key, one] as const] : [],
  );
}
